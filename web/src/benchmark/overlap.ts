// Stretches of rows, both ends inclusive.
import type { Rows } from './wire.ts';

export const overlap = (a: Rows, b: Rows) => a[0] <= b[1] && b[0] <= a[1];
