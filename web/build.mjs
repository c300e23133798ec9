// Bundles the report page into one HTML shell in three parts, which the C++ writer fills:
//   head · title · middle · arrays and JSON · tail
// Usage: node build.mjs [--modules DIR] [--embed FILE.cpp]
//   --modules  folder that holds node_modules (default: this one)
//   --embed    C++ source that will hold the three parts as bytes; without it, only the weight is told
import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: { modules: { type: 'string', default: here }, embed: { type: 'string' } },
});
const modules = resolve(options.modules, 'node_modules');
const esbuild = createRequire(join(modules, 'package.json'))('esbuild');

const [script, style] = await Promise.all([
  bundle('src/report/main.ts', { format: 'iife' }),
  bundle('styles/report/report.css'),
]);
const parts = { head: head(), middle: middle(style), tail: tail(script) };
if (options.embed) await writeFile(options.embed, embedded(parts));
console.log(`report page: ${(Object.values(parts).join('').length / 1000).toFixed(0)} kB without data`);

async function bundle(entry, extra = {}) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome100', 'firefox104', 'safari15.4'],
    nodePaths: [modules],
    legalComments: 'none',
    logLevel: 'error',
    ...extra,
  });
  return outputFiles[0].text.trim();
}

/** The policy lets the page run its own script and style, and load nothing at all. */
function head() {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>`;
}

function middle(css) {
  return `</title><style>${css}</style></head><body>
<noscript>This page draws its charts with JavaScript, which is switched off here. The events are in the JSON at the end of this file.</noscript>
<div id="tidegate"></div>
`;
}

function tail(js) {
  return `<script>${js.replaceAll('</script', '<\\/script')}</script></body></html>\n`;
}

/** The parts as arrays of bytes: a string literal of this length is beyond what the language guarantees. */
function embedded({ head, middle, tail }) {
  const array = (name, text) =>
    `constexpr unsigned char ${name}[] = {${[...Buffer.from(text)].join(',').replace(/(.{100,116},)/g, '$1\n')}};\n`;
  const view = (name) => `{reinterpret_cast<const char*>(${name}), sizeof ${name}}`;
  return `// Made by web/build.mjs.
#include "page/report_page.h"

namespace {
${array('kHead', head)}${array('kMiddle', middle)}${array('kTail', tail)}}  // namespace

tidegate::ReportPage tidegate::report_page() { return {${['kHead', 'kMiddle', 'kTail'].map(view).join(', ')}}; }
`;
}
