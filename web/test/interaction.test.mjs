// What a reader does: zoom, pan, select, filter, sort, switch colours, by mouse, keys and fingers.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, open, view, selected, settle, pixels } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const span = async (page) => {
  const [a, b] = await view(page);
  return b - a;
};
const chart = (page) => page.locator('.plot .u-over').first();

async function drag(page, locator, from, to, modifier) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  const y = box.y + box.height / 2;
  if (modifier) await page.keyboard.down(modifier);
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 8 });
  await page.mouse.up();
  if (modifier) await page.keyboard.up(modifier);
  await settle(page);
}

test('dragging over the chart zooms to it, a double click gives the whole series back', async () => {
  const { page, faults, close } = await open(browser, 'complete');
  const whole = await span(page);
  await drag(page, chart(page), 0.25, 0.5);
  assert.ok(Math.abs((await span(page)) / whole - 0.25) < 0.02);
  await chart(page).dblclick();
  assert.equal(await span(page), whole);
  assert.deepEqual(faults, []);
  await close();
});

test('Ctrl-wheel zooms at the pointer, the plain wheel scrolls the page', async () => {
  const { page, close } = await open(browser, 'complete');
  const whole = await span(page);
  await chart(page).hover();
  await page.mouse.wheel(0, 120);
  assert.equal(await span(page), whole);
  await chart(page).hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await settle(page);
  assert.ok((await span(page)) < whole);
  await close();
});

test('shift-drag and arrow keys pan, plus and 0 zoom', async () => {
  const { page, close } = await open(browser, 'complete');
  await page.locator('.charts').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  const zoomed = await view(page);
  await page.keyboard.press('ArrowRight');
  const moved = await view(page);
  assert.ok(moved[0] > zoomed[0] && Math.abs(moved[1] - moved[0] - (zoomed[1] - zoomed[0])) < 1);
  await drag(page, chart(page), 0.3, 0.6, 'Shift');
  assert.ok((await view(page))[0] < moved[0]);
  await page.keyboard.press('0');
  assert.deepEqual(
    await view(page),
    await page.evaluate(() => [window.tidegate.state.view.t0, window.tidegate.state.view.t1]),
  );
  await close();
});

test('the brush sets the view by pointer and by keys', async () => {
  const { page, close } = await open(browser, 'complete');
  await drag(page, page.locator('.brush-area'), 0.4, 0.6);
  const zoomed = await span(page);
  const share = await page.evaluate(() => window.tidegate.state.view.whole);
  assert.ok(Math.abs(zoomed / share - 0.2) < 0.02);
  await page.getByRole('slider', { name: 'End of the shown range' }).press('PageUp');
  assert.ok((await span(page)) > zoomed);
  await close();
});

test('a click on a row opens the event, zooms to it, and a second click closes it', async () => {
  const { page, close } = await open(browser, 'complete');
  await page.locator('#event-3 .c-score').click();
  assert.equal(await selected(page), 3);
  assert.match(await page.locator('#card-3').innerText(), /The normal band was/);
  assert.match(await page.locator('[aria-live=polite]').last().innerText(), /^Event 3, severity 90, critical/);
  const [a, b] = await view(page);
  const e = await page.evaluate(() => {
    const x = window.tidegate.state.events[2];
    return [x.t0, x.t1];
  });
  assert.ok(a < e[0] && b > e[1]);
  await page.locator('#event-3 .c-score').click();
  assert.equal(await selected(page), null);
  assert.equal(await page.locator('.card').count(), 0);
  await close();
});

test('the card of an explained event tells and marks what led to it', async () => {
  const { page, faults, close } = await open(browser, 'complete');
  await page.locator('#event-3 .c-score').click();
  const card = page.locator('#card-3');
  const words = await card.innerText();
  assert.match(
    words,
    /Influential rows[\s\S]*60 %, 2 rows before the peak; without it 9\.50[\s\S]*25 %, 40 rows before the peak/,
  );
  assert.match(words, /own score, before smoothing, is 21\.5/);
  assert.match(words, /Most similar normal stretch[\s\S]*the 24 rows before it: 0\.31 training deviations apart/);
  await card.locator('svg.fig path.mattered').first().waitFor({ state: 'attached' });
  const [event, ghost, ...marks] = await card.locator('svg.fig').evaluate((figure) =>
    ['rect.ev', 'path.ghost', 'path.mattered']
      .flatMap((kind) => [...figure.querySelectorAll(kind)])
      .map((mark) => {
        const { x, width, height } = mark.getBBox();
        return { x, width, height };
      }),
  );
  assert.equal(marks.length, 2);
  assert.ok(marks[0].height > marks[1].height, 'the larger share has the higher wedge');
  assert.ok(marks[1].x < event.x && marks[1].x > 40, 'the earlier row lies left of the event, inside the picture');
  assert.ok(
    ghost.x < event.x - 10 && Math.abs(ghost.x + ghost.width - event.x - event.width) < 10,
    'the stretch lies on the event and the rows before it',
  );
  await page.locator('#event-4 .c-score').click();
  assert.doesNotMatch(await page.locator('#card-4').innerText(), /[Ii]nfluential|similar/);
  assert.match(await page.locator('#card-4').innerText(), /There are no data in the 5 h before it/);
  assert.deepEqual(faults, []);
  await close();
});

test('j and k step through the events in the order of the table, Escape clears the selection and keeps the focus', async () => {
  const { page, close } = await open(browser, 'complete');
  await page.getByRole('columnheader', { name: 'Severity' }).getByRole('button').click();
  assert.equal(await page.getByRole('columnheader', { name: 'Severity' }).getAttribute('aria-sort'), 'descending');
  const bySeverity = await page.evaluate(() =>
    [...window.tidegate.state.events].sort((x, y) => y.severity - x.severity).map((e) => e.id),
  );
  for (const id of bySeverity.slice(0, 3)) {
    await page.keyboard.press('j');
    assert.equal(await selected(page), id);
  }
  await page.keyboard.press('k');
  assert.equal(await selected(page), bySeverity[1]);
  await page.keyboard.press('Escape');
  assert.equal(await selected(page), null);
  assert.equal(await page.evaluate(() => document.activeElement.closest('tr')?.id), `event-${bySeverity[1]}`);
  await close();
});

test('an event in the address is opened', async () => {
  const { page, close } = await open(browser, 'complete', { hash: '#event-4' });
  assert.equal(await selected(page), 4);
  await close();
});

test('filters act on table, chart and selection alike', async () => {
  const { page, close } = await open(browser, 'complete');
  await page.getByRole('checkbox', { name: /in training part/ }).uncheck();
  assert.deepEqual(await page.evaluate(() => window.tidegate.state.shown.map((e) => e.id)), [3, 4, 5]);
  assert.equal(await page.locator('table.events > tbody > tr').count(), 3);
  assert.match(await page.locator('.filters [role=status]').innerText(), /3 of 5 events/);
  await close();
});

test('selecting an event switches to its strongest channel', async () => {
  const { page, close } = await open(browser, 'several_channels');
  await page.locator('#channel').selectOption({ label: 'Temperature' });
  await page.locator('#event-3 .open').click();
  assert.equal(await page.locator('#channel').evaluate((n) => n.selectedOptions[0].label), 'Pressure');
  await close();
});

test('a threshold that varies in time is drawn as it is', async () => {
  const { page, close } = await open(browser, 'several_channels');
  const rows = await page
    .locator('.plot canvas')
    .nth(1)
    .evaluate((node) => {
      const g = node.getContext('2d');
      const { data } = g.getImageData(0, 0, node.width, node.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4)
        if (data[i] > 150 && data[i + 1] < 90 && data[i + 2] < 90) seen.add(Math.floor(i / 4 / node.width));
      return seen.size;
    });
  assert.ok(rows > 12, `the line spans ${rows} pixel rows`);
  await close();
});

test('dark by the system, light by choice, and the choice recolours the charts', async () => {
  const { page, faults, close } = await open(browser, 'complete', { scheme: 'dark' });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(await background(), 'rgb(18, 21, 23)');
  const darkLine = await pixels(page, '.plot canvas', '#5aa9f5');
  await page.getByText('Light', { exact: true }).click();
  await settle(page);
  assert.equal(await background(), 'rgb(250, 250, 248)');
  assert.ok(darkLine > 0 && (await pixels(page, '.plot canvas', '#5aa9f5')) === 0);
  assert.deepEqual(faults, []);
  await close();
});

test("time zone: the file's own or UTC, never the reader's", async () => {
  const { page, close } = await open(browser, 'complete');
  assert.match(await page.locator('#event-1 .open').innerText(), /28 Mar 2022 20:00/);
  await page.getByText('UTC', { exact: true }).first().click();
  assert.match(await page.locator('#event-1 .open').innerText(), /28 Mar 2022 18:00/);
  await close();
});

test('figures and charts refit after rotation', async () => {
  const { page, close } = await open(browser, 'complete', { width: 844, height: 390, hash: '#event-3' });
  const widths = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('svg.fig')].map((n) => [+n.getAttribute('viewBox').split(' ')[2], n.clientWidth]),
    );
  const wide = await widths();
  await page.setViewportSize({ width: 390, height: 844 });
  await settle(page);
  await settle(page);
  const narrow = await widths();
  assert.ok(
    narrow.every(([drawn, shown]) => Math.abs(drawn - shown) <= 1),
    JSON.stringify(narrow),
  );
  assert.ok(narrow[0][0] < wide[0][0]);
  assert.ok(
    (await page
      .locator('.plot .uplot')
      .first()
      .evaluate((n) => n.clientWidth)) <= 390,
  );
  await close();
});

test('one finger pans on a phone', async () => {
  const { page, close } = await open(browser, 'complete', { width: 380, height: 800, touch: true, hash: '#event-3' });
  await chart(page).scrollIntoViewIfNeeded();
  const before = await view(page);
  const box = await chart(page).boundingBox();
  const touch = await page.context().newCDPSession(page);
  const y = box.y + box.height / 2;
  const send = (type, x) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await send('touchStart', box.x + 200);
  for (let x = 200; x >= 80; x -= 20) await send('touchMove', box.x + x);
  await send('touchEnd');
  await settle(page);
  assert.ok((await view(page))[0] > before[0]);
  await close();
});

test('CSV and JSON of the shown events can be downloaded', async () => {
  const { page, close } = await open(browser, 'complete');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the shown events as CSV' }).click(),
  ]);
  assert.equal(csv.suggestedFilename(), 'water-flow-events.csv');
  const text = await (await csv.createReadStream()).toArray().then((c) => Buffer.concat(c).toString());
  assert.equal(text.trim().split('\n').length, 6);
  assert.match(text.split('\n')[1], /^2022-03-28T20:00:00\+02:00,/);
  await close();
});
