// Rules of the source that need no browser: what imports what, and the types of the JSON.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));

test('what is shared knows no page', () => {
  const shared = join(web, 'src/shared');
  const files = readdirSync(shared, { recursive: true }).filter((name) => name.endsWith('.ts'));
  assert.ok(files.length > 15);
  for (const name of files) {
    const imports = [...readFileSync(join(shared, name), 'utf8').matchAll(/from '([^']+)'/g)].map((found) => found[1]);
    for (const from of imports)
      assert.doesNotMatch(from, /report|benchmark|live|(\.\.\/){2}/, `${name} imports ${from}`);
  }
});

/** The check over a copy whose schema was changed. */
function checkWith(change) {
  const copy = mkdtempSync(join(tmpdir(), 'tidegate-wire-'));
  const pages = ['schema.json', 'src/report/wire.ts', 'benchmark.schema.json', 'src/benchmark/wire.ts'];
  for (const name of ['wire_types.mjs', ...pages]) cpSync(join(web, name), join(copy, name), { recursive: true });
  const schema = JSON.parse(readFileSync(join(copy, 'schema.json'), 'utf8'));
  change(schema.$defs);
  writeFileSync(join(copy, 'schema.json'), JSON.stringify(schema));
  const { status, stderr } = spawnSync(process.execPath, [join(copy, 'wire_types.mjs'), '--check'], {
    encoding: 'utf8',
  });
  rmSync(copy, { recursive: true });
  return { status, stderr };
}

test('the types of the JSON are what the schema says', () => {
  assert.deepEqual(
    checkWith(() => {}),
    { status: 0, stderr: '' },
  );
});

test('types that lag behind the schema are refused with the remedy', () => {
  const { status, stderr } = checkWith(({ Gap }) => delete Gap.properties.seconds);
  assert.equal(status, 1);
  assert.match(stderr, /run `node web\/wire_types.mjs`/);
});

test('what the types cannot say stops their making', () => {
  for (const change of [({ Gap }) => (Gap.anyOf = []), ({ Gap }) => (Gap.additionalProperties = true)])
    assert.match(checkWith(change).stderr, /the keyword '\w+' has no type/);
});
