// Pages of a benchmark run as the C++ writer makes them: the JSON follows web/benchmark.schema.json, the page opens.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { heading, launch, open, pagePath, require } from './browser.mjs';

const Ajv = require('ajv/dist/2020').default;
const schema = JSON.parse(readFileSync(new URL('../benchmark.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  schema,
);
const pages = readdirSync(process.env.TIDEGATE_PAGES)
  .filter((f) => f.startsWith('benchmark_'))
  .map((f) => f.slice(0, -5));

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const runOf = (name) =>
  JSON.parse(/id="tidegate-benchmark">(.*?)<\/script>/s.exec(readFileSync(pagePath(name), 'utf8'))[1]);

test('there are pages to look at', () => assert.ok(pages.length >= 4));

for (const name of pages) {
  test(`${name}: the JSON is valid`, () => {
    assert.ok(validate(runOf(name)), JSON.stringify(validate.errors, null, 1));
  });

  test(`${name}: opens without a fault and fits a phone`, async () => {
    for (const width of [1280, 390]) {
      const { page, faults, close } = await open(browser, name, { width });
      assert.ok((await heading(page)).length > 10);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'no sideways scrolling');
      assert.deepEqual(faults, []);
      await close();
    }
  });
}

test('names that look like markup are shown as they are', async () => {
  const { page, close } = await open(browser, 'benchmark_hostile');
  assert.match(await page.locator('#leaderboard').innerText(), /<b>bold<\/b>/);
  await close();
});
