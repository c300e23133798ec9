// axe-core over the page: WCAG 2.0 to 2.2, A and AA, and best practice.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launch, open, require } from './browser.mjs';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

const CASES = [
  ['light', 'complete', { hash: '#event-3' }],
  ['dark', 'complete', { hash: '#event-3', scheme: 'dark' }],
  ['phone', 'complete', { hash: '#event-3', width: 380 }],
  ['several channels', 'several_channels', { hash: '#event-3' }],
  ['several channels, dark phone', 'several_channels', { hash: '#event-3', width: 380, scheme: 'dark' }],
  ['fifty channels', 'fifty_channels', {}],
  ['no events', 'quiet', {}],
  ['no time', 'without_time', {}],
  ['all missing', 'all_missing', {}],
  ['loaded model', 'loaded_model', {}],
];
for (const [name, state, options] of CASES) {
  test(`axe finds nothing: ${name}`, async () => {
    const { page, close } = await open(browser, state, options);
    assert.deepEqual(await violations(page), []);
    await close();
  });
}
