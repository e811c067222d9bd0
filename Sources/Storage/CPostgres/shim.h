/* SPDX-License-Identifier: EUPL-1.2 */

#ifndef SCHAKEL_CPOSTGRES_SHIM_H
#define SCHAKEL_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
