// Reading the report out of the page: one JSON description and the arrays it names.
import type { Values } from '../shared/pyramid.ts';
import type { ArrayName, Report, Time } from './wire.ts';

/** Decodes the array of that name. */
export type ReadArray = (name: ArrayName) => Values;

export function readReport(doc = document): { report: Report; array: ReadArray } {
  const element = (id: string) => {
    const node = doc.getElementById(id);
    if (!node) throw new Error(`this page has no ${id}`);
    return node;
  };
  const report = JSON.parse(element('tidegate-report').textContent ?? '') as Report;
  const array = (name: ArrayName) => {
    const node = element(name.slice(1));
    return decode((node.textContent ?? '').trim(), node.dataset.dtype);
  };
  return { report, array };
}

/** base64 of little-endian numbers → typed array. */
export function decode(text: string, dtype: string | undefined): Values {
  const { buffer } = fromBase64(text);
  return dtype === 'f64' ? new Float64Array(buffer) : new Float32Array(buffer);
}

type Native = typeof Uint8Array & { fromBase64?(text: string): Uint8Array<ArrayBuffer> };

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = Uint8Array as Native; // newer browsers are quicker by themselves
  if (native.fromBase64) return native.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** A channel's array; far from zero it is stored as distance from `offset`, so that 32 bits are precise enough. */
export const shifted = (values: Values, offset: number): Values =>
  offset ? Float64Array.from(values, (v) => v + offset) : values;

export interface Positions {
  x: Float64Array;
  late: Uint8Array | null;
}

/**
 * Position of every row on the x axis: ms since 1970, or the row number. Rows that came late (earlier than a row
 * before) stay at the latest position seen and are marked in `late` (null if there are none); they are not drawn.
 */
export function rowPositions(time: Time, array: ReadArray): Positions {
  const x = positions(time, array);
  let late: Uint8Array | null = null;
  for (let i = 1; i < x.length; i++) {
    if (x[i] >= x[i - 1]) continue;
    late ??= new Uint8Array(x.length);
    late[i] = 1;
    x[i] = x[i - 1];
  }
  return { x, late };
}

function positions(time: Time, array: ReadArray) {
  if (time.kind === 'rows') return Float64Array.from({ length: time.length }, (_, i) => i);
  return time.ms ? Float64Array.from(array(time.ms)) : fromRuns(time.length, time.runs ?? []);
}

function fromRuns(length: number, runs: NonNullable<Time['runs']>) {
  const x = new Float64Array(length);
  runs.forEach(([row, start, step], r) => {
    const end = runs[r + 1]?.[0] ?? length;
    for (let i = row; i < end; i++) x[i] = start + (i - row) * step;
  });
  return x;
}
