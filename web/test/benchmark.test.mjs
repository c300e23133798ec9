// The page of a benchmark run, in every state.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { heading, launch, open, pagePath, require } from './browser.mjs';

const Ajv = require('ajv/dist/2020').default;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const schema = JSON.parse(readFileSync(new URL('../benchmark.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  schema,
);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const STATES = {
  benchmark_few: /^gru-forecaster leads with UCR score 0\.\d+\.$/,
  benchmark_many: /leads with UCR score 0\.\d+, ahead of .+ with 0\.\d+\.$/,
  benchmark_one: /^gru-forecaster leads with VUS-PR –\.$/,
  benchmark_hostile: /leads with UCR score/,
};

const runOf = (name) =>
  JSON.parse(/id="tidegate-benchmark">(.*?)<\/script>/s.exec(readFileSync(pagePath(name), 'utf8'))[1]);

for (const [name, verdict] of Object.entries(STATES)) {
  test(`${name}: the JSON is valid`, () => {
    assert.ok(validate(runOf(name)), JSON.stringify(validate.errors, null, 1));
  });

  test(`${name}: opens without a fault, gives the verdict, fits a phone, and axe finds nothing`, async () => {
    for (const options of [{}, { width: 390 }, { scheme: 'dark' }]) {
      const { page, faults, close } = await open(browser, name, options);
      assert.match(await heading(page), verdict);
      const width = options.width ?? 1280;
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'no sideways scrolling');
      await page.evaluate(axe);
      const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
      assert.deepEqual(
        violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
        [],
      );
      assert.deepEqual(faults, []);
      await close();
    }
  });
}

const firstColumn = (page) => page.locator('.board tbody th').allInnerTexts();

test('the leaderboard is sorted by the column that is asked for, the best first', async () => {
  const { page, close } = await open(browser, 'benchmark_many');
  const order = await firstColumn(page);
  await page.getByRole('button', { name: 'false per 10k rows' }).click();
  assert.equal(await page.locator('.board th[aria-sort]').getAttribute('aria-sort'), 'ascending');
  assert.notDeepEqual(await firstColumn(page), order);
  const run = runOf('benchmark_many');
  const least = run.detectors.reduce((a, b) => (a.metrics.false_per_10k <= b.metrics.false_per_10k ? a : b));
  assert.equal((await firstColumn(page))[0], least.name);
  await close();
});

test('the random score is muted and never the best', async () => {
  const { page, close } = await open(browser, 'benchmark_few');
  assert.deepEqual(await page.locator('.board tr.floor th').allInnerTexts(), ['random']);
  assert.equal(await page.locator('.board tr.floor .best').count(), 0);
  await close();
});

test('the ranks say who cannot be told apart', async () => {
  const { page, close } = await open(browser, 'benchmark_many');
  assert.match(await page.locator('.sub').innerText(), /cannot be told apart|no other detector comes near/);
  assert.ok((await page.locator('svg.fig line.joined').count()) > 0);
  await close();
});

test('without ranks there is no diagram, and the page says why', async () => {
  const { page, close } = await open(browser, 'benchmark_one');
  assert.equal(await page.getByRole('heading', { name: 'Ranks' }).count(), 0);
  assert.match(await page.locator('.sub').innerText(), /nothing to compare/);
  await close();
});

test('cases are those of the detector that is chosen', async () => {
  const { page, close } = await open(browser, 'benchmark_few');
  assert.equal(await page.locator('article.case').count(), 2);
  await page.locator('#cases select').selectOption('random');
  assert.deepEqual(await page.locator('article.case h3').allInnerTexts(), ['Worst: series-4\nplain']);
  await page.locator('article.case rect.case-label').waitFor({ state: 'attached' }); // drawn once its width is known
  await close();
});

test('series are found by a part of their name', async () => {
  const { page, close } = await open(browser, 'benchmark_many');
  assert.match(await page.locator('#series [role=status]').innerText(), /176 series, the first 60 shown/);
  await page.locator('#series input').fill('series-17');
  assert.match(await page.locator('#series [role=status]').innerText(), /7 series/);
  assert.equal(await page.locator('#series tbody tr').count(), 7);
  await close();
});

test('names that look like markup are shown as they are', async () => {
  const { page, close } = await open(browser, 'benchmark_hostile');
  assert.ok((await firstColumn(page)).includes('<b>bold</b>'));
  assert.match(await page.locator('#data').innerText(), /"quoted" & <\/script>/);
  await close();
});
