/* TimSort: stable, adaptive merge sort (T. Peters, "listsort", 2002), in the variant that engines agree on, so that
 * comparison functions are called with the same pairs in the same order and inconsistent ones give the same result. */
#ifndef LODE_BUILTINS_TIMSORT_H
#define LODE_BUILTINS_TIMSORT_H

#include "value/value.h"

/* Is x to come before y? 1, 0, or -1: threw. */
typedef int (*JsLessFn)(void *data, JsValue x, JsValue y);

/* Sorts v[0 … n-1]; scratch has room for n values. false: a comparison threw, and v is a permutation no more. */
bool js_timsort(JsValue *v, uint32_t n, JsValue *scratch, JsLessFn less, void *data);

#endif
