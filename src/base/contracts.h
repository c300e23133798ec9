// Contracts: a broken one is a bug in the caller, checked in debug and sanitizer builds.
#pragma once

#ifdef TIDEGATE_CONTRACTS
#include <cstdio>
#include <cstdlib>
#define TIDEGATE_EXPECTS(condition)                                                         \
  do {                                                                                      \
    if (!(condition)) {                                                                     \
      std::fprintf(stderr, "%s:%d: contract broken: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                         \
    }                                                                                       \
  } while (false)
#else
#define TIDEGATE_EXPECTS(condition) static_cast<void>(0)
#endif
