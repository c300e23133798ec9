// The types of the JSON inside a report page, made from schema.json, so that the schema stays their one source.
// Usage: node wire_types.mjs [--check]
//   --check  writes nothing and fails if src/report/wire.ts is not what the schema says
import { readFile, writeFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';

const SCHEMA = new URL('schema.json', import.meta.url);
const TYPES = new URL('src/report/wire.ts', import.meta.url);
const PLAIN = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' };
// What says more than a type can: values are checked by the schema alone.
const UNTYPED = ['pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'description', '$schema', 'title', '$defs'];
const TYPED = ['type', '$ref', 'enum', 'const', 'oneOf', 'properties', 'required', 'items', 'prefixItems'];

function header() {
  return `// Made from schema.json by wire_types.mjs: do not edit. NaN arrives as null.\n`;
}

function named([name, node]) {
  return `${comment(node, '')}export type ${name} = ${type(node, '')};\n`;
}

function type(node, indent) {
  refuseUnknown(node);
  if (node.$ref) return node.$ref.replace('#/$defs/', '');
  if ('const' in node) return literal(node.const);
  if (node.enum) return node.enum.map(literal).join(' | ');
  if (node.oneOf) return node.oneOf.map((one) => type(one, indent)).join(' | ');
  if (node.prefixItems) return `[${node.prefixItems.map((one) => type(one, indent)).join(', ')}]`;
  if (node.type === 'array') return listOf(type(node.items, indent));
  if (node.type === 'object') return objectOf(node, indent);
  return [node.type].flat().map(plain).join(' | ');
}

function objectOf({ properties, required = [] }, indent) {
  const inner = indent + '  ';
  const lines = Object.entries(properties).map(([name, node]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${comment(node, inner)}${inner}${name}${optional}: ${type(node, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

const listOf = (entry) => (/ \| /.test(entry) ? `(${entry})[]` : `${entry}[]`);
const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const comment = ({ description }, indent) => (description ? `${indent}/** ${description} */\n` : '');

function plain(name) {
  if (!PLAIN[name]) throw new Error(`schema.json: no type is known for '${name}'`);
  return PLAIN[name];
}

/** A keyword that is passed over in silence would be a type that lies; objects must be closed. */
function refuseUnknown(node) {
  for (const key of Object.keys(node)) {
    if (key === 'additionalProperties' && node[key] === false) continue;
    if (!UNTYPED.includes(key) && !TYPED.includes(key))
      throw new Error(`schema.json: the keyword '${key}' has no type`);
  }
}

const schema = JSON.parse(await readFile(SCHEMA, 'utf8'));
const wanted = [header(), ...Object.entries(schema.$defs).map(named), named([schema.title, schema])].join('\n');
if (!argv.includes('--check')) await writeFile(TYPES, wanted);
else if ((await readFile(TYPES, 'utf8')) !== wanted) {
  console.error('src/report/wire.ts is not what schema.json says: run `node web/wire_types.mjs`');
  exit(1);
}
