// The page of a benchmark run, in a real Chromium: every shape of run, what a reader does, axe-core, the schema.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLES, writePages } from './benchmark_samples.mjs';
import { heading, launch, open, require, settle } from './browser.mjs';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const Ajv = require('ajv/dist/2020').default;
const schema = JSON.parse(readFileSync(new URL('../benchmark.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  schema,
);

let browser;
let pages;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidegate-benchmark-'));
  pages = writePages(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page, lets `look` judge it, and refuses any fault on the way. */
async function looking(name, options, look) {
  const { page, faults, close } = await open(browser, pages[name], options);
  await look(page);
  assert.deepEqual(faults, []);
  await close();
}

const column = (page, table, index) => page.locator(`${table} tbody tr > :nth-child(${index})`).allInnerTexts();
const sortedBy = (page, title) =>
  page.locator('#leaderboard').getByRole('columnheader', { name: title }).getAttribute('aria-sort');

for (const [name, run] of Object.entries(SAMPLES)) {
  test(`${name}: the JSON is valid`, () => assert.ok(validate(run), JSON.stringify(validate.errors, null, 1)));

  test(`${name}: opens without a fault and fits 390 pixels`, async () => {
    for (const width of [1280, 390])
      await looking(name, { width }, async (page) =>
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'no sideways scrolling'),
      );
  });

  const looks = { light: {}, dark: { scheme: 'dark' }, phone: { width: 390 } };
  for (const [look, options] of Object.entries(name === 'large' ? { light: looks.light } : looks))
    test(`${name}: axe finds nothing, ${look}`, () =>
      looking(name, options, async (page) => {
        await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
        await settle(page);
        await page.evaluate(axe);
        const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
        assert.deepEqual(
          violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
          [],
        );
      }));
}

test('the schema refuses what the writer must not write', () => {
  const spoiled = [
    (r) => delete r.headline,
    (r) => (r.detectors[0].metrics.vus_pr = 'high'),
    (r) => (r.detectors[0].intervals.vus_pr = [0.1]),
    (r) => (r.cases[0].which = 'middle'),
    (r) => (r.surprise = 1),
  ];
  for (const spoil of spoiled) {
    const bad = structuredClone(SAMPLES.small);
    spoil(bad);
    assert.ok(!validate(bad), spoil.toString());
  }
});

test('the first screen says who leads, by how much, and whether that is more than chance', async () => {
  await looking('large', {}, async (page) => {
    const best = [...SAMPLES.large.detectors].sort((a, b) => b.metrics.ucr_score - a.metrics.ucr_score);
    assert.match(await heading(page), new RegExp(`^${best[0].name} (leads|is best): UCR score .* ${best[1].name}`));
    const check = page.locator('.checks li').first();
    assert.match(
      await check.innerText(),
      /average ranks by VUS-PR are [\d.]+ and [\d.]+; 1\.26 apart is beyond chance/,
    );
    const { y, height } = await check.boundingBox();
    assert.ok(y + height < 900, 'without scrolling');
  });
});

test('ranks that are apart are called more than chance, ranks that are not are not', async () => {
  const apart = structuredClone(SAMPLES.small);
  apart.ranks.critical_difference = 0.3;
  const made = writePages(folder, { apart });
  const words = async (path) => {
    const { page, close } = await open(browser, path);
    const said = [await heading(page), await page.locator('.checks strong').first().innerText()];
    await close();
    return said.join(' | ');
  };
  assert.match(await words(made.apart), /^gru-forecaster is best:.*\| more than chance$/);
  assert.match(await words(pages.small), /^gru-forecaster leads:.*\| may be chance$/);
});

test('a press on a head sorts the leaderboard, a second one turns it round, what is missing stays last', async () => {
  const run = structuredClone(SAMPLES.large);
  run.detectors[4].seconds = null;
  const made = writePages(folder, { gap: run });
  const { page, faults, close } = await open(browser, made.gap);
  assert.equal(await sortedBy(page, /UCR score/), 'descending');
  const press = page.locator('#leaderboard').getByRole('button', { name: 'Seconds' });
  for (const [order, sign] of [
    ['ascending', 1],
    ['descending', -1],
  ]) {
    await press.press('Enter');
    assert.equal(await sortedBy(page, 'Seconds'), order);
    const names = await column(page, '#leaderboard table', 1);
    const cost = (name) => run.detectors.find((d) => d.name === name).seconds;
    const wanted = run.detectors
      .filter((d) => d.seconds !== null)
      .map((d) => d.seconds)
      .sort((a, b) => sign * (a - b));
    assert.deepEqual(names.slice(0, -1).map(cost), wanted);
    assert.equal(names.at(-1), run.detectors[4].name);
  }
  assert.ok(await press.evaluate((node) => node === document.activeElement), 'the focus stays');
  assert.deepEqual(faults, []);
  await close();
});

test('the switch shows all metrics with their intervals', () =>
  looking('large', {}, async (page) => {
    assert.equal(await page.locator('#leaderboard thead th').count(), 1 + 4 + 3);
    await page.getByText('All 6 metrics').click();
    assert.equal(await page.locator('#leaderboard thead th').count(), 1 + 6 + 3);
    assert.match(
      await page.locator('#leaderboard tbody td').first().innerText(),
      /^0\.\d{3}\s[^]*\n0\.\d{3} to 0\.\d{3}$/,
    );
  }));

test('the best of a column is bold and said, also where lower is better', () =>
  looking('large', {}, async (page) => {
    const lowest = Math.min(...SAMPLES.large.detectors.map((d) => d.metrics.false_per_10k));
    const bold = page.locator('#leaderboard td[data-title^="False events"]').filter({ has: page.locator('b.best') });
    assert.equal(await bold.count(), 1);
    assert.match(await bold.textContent(), new RegExp(`^${lowest.toFixed(2)}.*best$`));
  }));

test('the text filters the series, and those come first on which detectors disagree', () =>
  looking('large', {}, async (page) => {
    assert.equal(await page.locator('#series tbody tr').count(), 50);
    const spread = (await column(page, '#series table', 17)).map(Number);
    assert.deepEqual(
      spread,
      [...spread].sort((a, b) => b - a),
    );
    await page.getByRole('searchbox', { name: 'Series' }).fill('Medical');
    const wanted = SAMPLES.large.series.filter((s) => s.family === 'medical').length;
    assert.equal(await page.locator('#series tbody tr').count(), wanted);
    assert.match(await page.locator('#series [role=status]').innerText(), new RegExp(`^${wanted} of 176 series`));
    await page.getByRole('searchbox', { name: 'Series' }).fill('');
    await page.getByRole('button', { name: 'Show all 176 series' }).click();
    assert.equal(await page.locator('#series tbody tr').count(), 176);
  }));

test('another metric redraws the families', () =>
  looking('small', {}, async (page) => {
    await page.locator('#families select').selectOption('vus_roc');
    const shown = await page.locator('#families tbody td').first().innerText();
    const expected = SAMPLES.small.detectors[0].families[0].metrics.vus_roc;
    assert.equal(shown, expected.toFixed(3));
  }));

test('every case is drawn once its detector is unfolded, and on paper without that', () =>
  looking('large', {}, async (page) => {
    const drawn = () => page.locator('#cases svg.fig').count();
    assert.equal(await drawn(), 2);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await drawn(), SAMPLES.large.cases.length);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
  }));

test('an event on a known anomaly and one elsewhere are told apart by words and shape', () =>
  looking('small', {}, async (page) => {
    const [best, worst] = await page.locator('#cases article').all();
    assert.match(await best.innerText(), /1 of 1 known anomaly met by an event, no event elsewhere/);
    assert.match(await worst.innerText(), /0 of 1 known anomaly met by an event, 1 event elsewhere/);
    assert.equal(await best.locator('rect.hit').count(), 1);
    assert.equal(await worst.locator('rect.miss').count(), 1);
  }));

test('where nothing can be said nothing is claimed: no ranks, no families, no cost', () =>
  looking('bare', {}, async (page) => {
    assert.equal(await heading(page), 'No detector has a result: nothing can be compared.');
    assert.equal(await page.locator('#ranks, #families, #series, #cost, #failures').count(), 0);
    assert.match(await page.locator('.checks').innerText(), /12 configurations tried/);
  }));

test('findings about the whole data set come first, the same one about several series once', () =>
  looking('large', {}, async (page) => {
    const found = await page.locator('#health .findings > li').allInnerTexts();
    assert.equal(found.length, 3);
    assert.match(found[0], /^the anomalies lie late/);
    assert.match(found[1], /repeats rows of the training part\s+9 series/);
  }));

test('the digest is short, and whole on demand', () =>
  looking('small', {}, async (page) => {
    const digest = page.locator('.facts code');
    assert.equal((await digest.innerText()).length, 12);
    await page.getByRole('button', { name: 'Show all of it' }).click();
    assert.equal(await digest.innerText(), SAMPLES.small.data_set.digest);
  }));

test('names are text, never markup', () =>
  looking('hostile', {}, async (page) => {
    assert.equal(await page.locator('#tidegate h1 b, #tidegate td > b').count(), 0);
    assert.match(await page.title(), /^<\/script><b>x&y/);
  }));

test('dark by the system, light by choice', () =>
  looking('small', { scheme: 'dark' }, async (page) => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(await background(), 'rgb(18, 21, 23)');
    await page.getByText('Light', { exact: true }).click();
    assert.equal(await background(), 'rgb(250, 250, 248)');
  }));
