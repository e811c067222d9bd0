// SPDX-License-Identifier: EUPL-1.2
//
// Timers of the monotonic clock stay as they are when libfaketime puts the time of day forward. It moves them too, and a program that
// waits for one then finds it due for ever.
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int timer, int flags, const struct itimerspec *value, struct itimerspec *former) {
    return (int)syscall(SYS_timerfd_settime, timer, flags, value, former);
}
