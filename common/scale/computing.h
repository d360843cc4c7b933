/* Stands in front of a program that is simulated (scripts/scale), where computing is to take time: not as long as on
 * this machine, or the figures would be others each time, but as long as the program's code is. It is compiled with
 * -fsanitize-coverage=trace-pc, so that each piece of code that runs through without a branch reports here first; each
 * takes 1 ns, all at once before the next call of MPI by its usual name (PMPI_ is none). */
#include <mpi.h>
#include <smpi/smpi.h>

#if !defined __has_attribute || !__has_attribute(no_sanitize_coverage)
#error "computing is counted by gcc, from version 12 on"
#endif

static unsigned long workbook_pieces; /* since the last call of MPI */

__attribute__((no_sanitize_coverage)) void __sanitizer_cov_trace_pc(void)
{
    workbook_pieces++;
}

__attribute__((no_sanitize_coverage)) static inline void workbook_compute(const char *file,
                                                                          int line)
{
    /* at 10 Gf, the speed of all machines of common/scale */
    smpi_execute_flops(10. * workbook_pieces);
    workbook_pieces = 0;
    smpi_trace_set_call_location(file, line);
}

/* The simulator's mpi.h makes a macro of each call of MPI, which begins with this. */
#define smpi_trace_set_call_location(file, line) workbook_compute(file, line)
