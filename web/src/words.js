// Words for numbers: true minus sign, thin grouping by commas, units apart.

const MINUS = '\u2212';
const minus = text => text.replace('-', MINUS);

export const integer = n => minus(String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ','));

/** `digits` significant digits, grouped; "none" for a missing number. */
export function number(v, digits = 4) {
  if (v == null || Number.isNaN(v)) return 'none';
  const size = Math.abs(v);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) return minus(v.toExponential(digits - 1));
  const decimals = size === 0 ? 0 : Math.max(0, Math.min(9, digits - 1 - Math.floor(Math.log10(size))));
  const [whole, part] = size.toFixed(decimals).split('.');
  return (v < 0 ? MINUS : '') + integer(+whole) + (part ? '.' + part : '');
}

/** Exactly `decimals` places, so that a column of numbers lines up; far outside the usual range as a power of ten. */
export function fixed(v, decimals) {
  if (v == null || Number.isNaN(v)) return 'none';
  return minus(Math.abs(v) >= 1e15 ? v.toExponential(3) : v.toFixed(decimals));
}

export const signed = (v, decimals) => (v > 0 ? '+' : '') + fixed(v, decimals);
export const plural = (n, one, many = one + 's') => `${integer(n)} ${n === 1 ? one : many}`;
export const percent = (share, digits = 2) => `${number(100 * share, digits)} %`;

export function bytes(n) {
  if (n < 1e3) return `${n} B`;
  return n < 1e6 ? `${number(n / 1e3, 3)} kB` : `${number(n / 1e6, 3)} MB`;
}

const UNITS = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];

/** 93,600,000 → "1 d 2 h"; below a second in ms. */
export function duration(ms) {
  if (ms > 0 && ms < 1000) return `${number(ms, 3)} ms`;
  const seconds = Math.round(ms / 1000), i = UNITS.findIndex(([length]) => seconds >= length);
  if (i < 0) return '0 s';
  const [length, name] = UNITS[i], whole = Math.floor(seconds / length), next = UNITS[i + 1];
  const rest = next ? Math.floor((seconds - whole * length) / next[0]) : 0;
  return rest ? `${whole} ${name} ${rest} ${next[1]}` : `${whole} ${name}`;
}

/** The same in one unit, for a sentence: "31 days", "40 hours". */
export function roughly(ms) {
  if (ms > 2 * 864e5) return plural(Math.round(ms / 864e5), 'day');
  return ms > 72e5 ? plural(Math.round(ms / 36e5), 'hour') : duration(ms);
}

/** Round numbers between two values, about `count` of them. */
export function roundSteps(low, high, count) {
  const raw = (high - low) / count, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(k => k * power).find(k => k >= raw * 0.999), out = [];
  if (!(step > 0)) return [low];
  for (let v = Math.ceil(low / step - 1e-9) * step; v <= high + step * 1e-9; v += step) out.push(+v.toPrecision(12));
  return out;
}

/** Decimal places that tell neighbouring ticks apart. */
export function tickDecimals(ticks) {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 1;
  return Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9)));
}
