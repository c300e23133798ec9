// Every state of the page opens without a fault and says what it should.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, open, heading, pixels, view } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const STATES = {
  complete: '3 events in 26 days.',
  several_channels: '2 events in 33 days.',
  nothing_expected: '2 events in 33 days.',
  fifty_channels: '3 events in 25 days.',
  quiet: 'No events in 25 days: no score reached the threshold of 6.00.',
  training_events_only: 'No events in 25 days.',
  without_time: '2 events in 3,751 rows.',
  loaded_model: '1 event in 50 days.',
  many_events: '15 events in 10 days, 1.5 a day.',
  all_missing: 'No row has a score.',
  one_row: 'No row has a score.',
  long_series: '1 event in 11 years.',
  hostile_names: '5 events in 50 days.',
};

for (const [name, verdict] of Object.entries(STATES)) {
  test(`${name}: opens without a fault, gives the verdict and fits 380 pixels`, async () => {
    for (const width of [1280, 380]) {
      const { page, faults, close } = await open(browser, name, { width });
      assert.equal(await heading(page), verdict);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'no sideways scrolling');
      assert.deepEqual(faults, []);
      await close();
    }
  });
}

test('every event of every state can be opened without a fault, also on a phone', async () => {
  for (const name of Object.keys(STATES))
    for (const width of [1280, 380]) {
      const { page, faults, close } = await open(browser, name, { width });
      const events = await page.evaluate(() => window.tidegate.state.events.length);
      for (let i = 0; i < events; i++) {
        await page.keyboard.press('j');
        // Drawn once its width is known, which takes a frame or two on a busy machine.
        const drawn = await page
          .locator('.card svg.fig')
          .first()
          .waitFor({ state: 'attached', timeout: 5000 })
          .then(
            () => true,
            () => false,
          );
        assert.ok(drawn, `${name}: event ${i + 1} has its picture`);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(faults, []);
      await close();
    }
});

test('input without time shows no date anywhere but when the page was made', async () => {
  const { page, close } = await open(browser, 'without_time', { hash: '#event-1' });
  const words = (await page.locator('body').innerText()).replace(/^.*UTC by Tidegate.*$/m, '');
  assert.doesNotMatch(words, /\b(19|20)\d\d\b|\bJan\b|UTC|\d\d:\d\d/);
  assert.match(words, /rows 4,187 to 4,198/);
  assert.equal(await page.locator('time').count(), 0);
  await close();
});

test('no events: no table, no filters, and the highest score is named', async () => {
  const { page, close } = await open(browser, 'quiet');
  assert.equal(await page.locator('table.events, .filters').count(), 0);
  assert.match(await page.locator('#events').innerText(), /The highest score is 3\.\d+, \d+ % of the threshold 6\.00/);
  await close();
});

test('all values missing: no charts, the reason and the data stay', async () => {
  const { page, close } = await open(browser, 'all_missing');
  assert.equal(await page.locator('canvas').count(), 0);
  assert.match(await page.locator('#chart').innerText(), /There is nothing to plot/);
  assert.match(await page.locator('#learned-health').innerText(), /Values missing\s+300/);
  await close();
});

test('a loaded model: sections without data are absent', async () => {
  const { page, close } = await open(browser, 'loaded_model');
  assert.equal(await page.locator('.checks, .split, #learned-baselines').count(), 0);
  assert.match(await page.locator('#learned-loss').innerText(), /loaded from a file/);
  await close();
});

test('values near 1e9 keep their digits', async () => {
  const { page, close } = await open(browser, 'loaded_model', { hash: '#event-1' });
  const reading = await page.evaluate(() => {
    const { state } = window.tidegate;
    return state.reading(0, 715);
  });
  assert.ok(Math.abs(reading.value - reading.expected - 12) < 1.5);
  await close();
});

test('fifty channels: twelve lanes, the rest by a button, the strongest first', async () => {
  const { page, close } = await open(browser, 'fifty_channels');
  assert.equal(await page.locator('button.lane-label').count(), 12);
  assert.equal(await page.locator('button.lane-label').first().innerText(), 'Pressure');
  await page.getByRole('button', { name: 'Show all 50 channels' }).click();
  assert.equal(await page.locator('button.lane-label').count(), 50);
  await close();
});

test('names are text, never markup', async () => {
  const { page, faults, close } = await open(browser, 'hostile_names', { hash: '#event-1' });
  assert.equal(await page.locator('#tidegate img, #tidegate h1 b').count(), 0);
  assert.equal(await page.title(), '</script><b>x&y.csv \u00b7 Tidegate report');
  assert.deepEqual(faults, []);
  await close();
});

test('200,000 rows: one spike of one row is seen at full zoom-out, and the expected line beside the mass', async () => {
  const { page, close } = await open(browser, 'long_series');
  const top = await page.evaluate(() =>
    Math.max(...(document.querySelectorAll('.uplot').length ? [window.tidegate.state.channels[0].range[1]] : [])),
  );
  assert.ok(top > 130);
  const [from, to] = await view(page);
  assert.equal(to - from, 199999 * 3600e3);
  const dense = await pixels(page, '.plot canvas', '#8d99a5');
  const expected = await pixels(page, '.plot canvas', '#0a66c2');
  assert.ok(dense > 1000, 'observed is drawn as a mass');
  assert.ok(expected > 500, 'expected is drawn over it');
  await close();
});
