// The JSON that the C++ writer puts into the pages follows web/schema.json.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { require, reportOf } from './browser.mjs';

const Ajv = require('ajv/dist/2020').default;
const schema = JSON.parse(readFileSync(new URL('../schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  schema,
);
const pages = readdirSync(process.env.TIDEGATE_PAGES)
  .filter((f) => f.endsWith('.html') && !f.startsWith('benchmark_'))
  .map((f) => f.slice(0, -5));

for (const name of pages) {
  test(`${name}: the JSON is valid`, () => {
    assert.ok(validate(reportOf(name)), JSON.stringify(validate.errors, null, 1));
  });
}

test('there are pages to look at', () => assert.ok(pages.length >= 10));

test('the schema refuses what the writer must not write', () => {
  const report = reportOf('complete');
  for (const spoil of [
    (r) => delete r.severity_levels,
    (r) => {
      r.events[0].channels = [];
    },
    (r) => {
      r.time.kind = 'dates';
    },
    (r) => {
      r.surprise = 1;
    },
  ]) {
    const bad = structuredClone(report);
    spoil(bad);
    assert.ok(!validate(bad), spoil.toString());
  }
});
