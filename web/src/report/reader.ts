// Reading the report out of the page: one JSON description and the arrays it names.

/** → {report, array}: `array('#a0')` decodes that array. */
export function readReport(doc = document) {
  const report = JSON.parse(doc.getElementById('tidegate-report').textContent);
  const array = reference => {
    const node = doc.getElementById(reference.slice(1));
    return decode(node.textContent.trim(), node.dataset.dtype);
  };
  return { report, array };
}

/** base64 of little-endian numbers → typed array. */
export function decode(text, dtype) {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : fromBase64(text);
  return dtype === 'f64' ? new Float64Array(bytes.buffer) : new Float32Array(bytes.buffer);
}

function fromBase64(text) {
  const raw = atob(text), bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** A channel's array; far from zero it is stored as distance from `offset`, so that 32 bits are precise enough. */
export const shifted = (values, offset) => offset ? Float64Array.from(values, v => v + offset) : values;

/**
 * Position of every row on the x axis: ms since 1970, or the row number. Rows that came late (earlier than a row
 * before) stay at the latest position seen and are marked in `late` (null if there are none); they are not drawn.
 */
export function rowPositions(time, array) {
  const x = time.kind === 'rows' ? Float64Array.from({ length: time.length }, (_, i) => i)
    : time.ms ? array(time.ms) : fromRuns(time);
  let late = null;
  for (let i = 1; i < x.length; i++) {
    if (x[i] >= x[i - 1]) continue;
    late ??= new Uint8Array(x.length);
    late[i] = 1;
    x[i] = x[i - 1];
  }
  return { x, late };
}

/** runs = [[first_row, start_ms, step_ms], …] */
function fromRuns(time) {
  const x = new Float64Array(time.length);
  time.runs.forEach(([row, start, step], r) => {
    const end = time.runs[r + 1]?.[0] ?? time.length;
    for (let i = row; i < end; i++) x[i] = start + (i - row) * step;
  });
  return x;
}
