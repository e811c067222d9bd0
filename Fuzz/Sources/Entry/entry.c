// SPDX-License-Identifier: EUPL-1.2

// libFuzzer has the main function, and Sources/Targets what it calls. This says so to the linker.

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int (*const schakel_fuzz_entry)(const uint8_t *, size_t) = LLVMFuzzerTestOneInput;
