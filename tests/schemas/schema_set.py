"""The schemas of docs/schemas, and what a result may not lose or gain."""

import copy
import json
from pathlib import Path

import jsonschema

FOLDER = Path(__file__).resolve().parents[2] / "docs/schemas"
ENDING = ".schema.json"


def load():
    """{name: schema}; `event` for event.schema.json."""
    files = sorted(FOLDER.glob("*" + ENDING))
    return {file.name.removesuffix(ENDING): json.loads(file.read_text(encoding="utf-8")) for file in files}


def validator_of(name, schemas):
    """A validator of one schema that finds the others beside it, as their file names say."""
    files = {(FOLDER / (other + ENDING)).as_uri(): schema for other, schema in schemas.items()}
    start = {"$ref": (FOLDER / (name + ENDING)).as_uri()}
    try:
        from referencing import Registry, Resource  # jsonschema 4.18 and later
    except ImportError:
        resolver = jsonschema.RefResolver(base_uri="", referrer=start, store=files)
        return jsonschema.Draft202012Validator(start, resolver=resolver)
    registry = Registry().with_resources((uri, Resource.from_contents(schema)) for uri, schema in files.items())
    return jsonschema.Draft202012Validator(start, registry=registry)


def objects(value, path=()):
    """(path, object) of every object within a JSON value, itself included."""
    if isinstance(value, dict):
        yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from objects(part, (*path, step))


def distinct_objects(value):
    """One of each kind of object: those in a list, or under the same names with the same fields, are alike."""
    seen = set()
    for path, found in objects(value):
        alike = (tuple("*" if isinstance(step, int) else step for step in path), frozenset(found))
        if alike not in seen:
            seen.add(alike)
            yield path, found


def changed(value, path, change):
    """A copy of `value` whose object at `path` went through `change`."""
    value = copy.deepcopy(value)
    part = value
    for step in path:
        part = part[step]
    change(part)
    return value


def with_unknown_fields(value):
    """(where, copy of `value` with one field nobody knows), for each kind of object."""
    for path, _ in distinct_objects(value):
        yield path, changed(value, path, lambda part: part.update(unheard_of=True))


def with_missing_fields(value):
    """(where, copy of `value` without one of its fields), for each field of each kind of object."""
    for path, found in distinct_objects(value):
        for name in found:
            yield (*path, name), changed(value, path, lambda part, name=name: part.pop(name))


def resolved(schema, name, schemas):
    """What a `$ref` leads to, and the name of the schema that it stands in."""
    while "$ref" in schema:
        file, _, pointer = schema["$ref"].partition("#")
        name = file.removesuffix(ENDING) or name
        schema = schemas[name]
        for step in pointer.split("/")[1:]:
            schema = schema[step]
    return schema, name


def allows_null(schema):
    null = {"type": "null"}
    return "null" in schema.get("type", ()) or None in schema.get("enum", ()) or null in schema.get("oneOf", ())


def fields_with_values(value, name, schemas, schema=None):
    """("schema: field", may it be null?, value) of every field within a result of schema `name`."""
    schema, name = resolved(schema or schemas[name], name, schemas)
    if isinstance(value, list):
        for part in value:
            yield from fields_with_values(part, name, schemas, schema["items"])
    if not isinstance(value, dict):
        return
    for choice in schema.get("oneOf", ()):
        choice, file = resolved(choice, name, schemas)
        if set(value) == set(choice.get("properties", ())):
            schema, name = choice, file
    for field, part in value.items():
        of = schema.get("properties", {}).get(field, schema["additionalProperties"])
        yield f"{name}: {field}", allows_null(resolved(of, name, schemas)[0]), part
        yield from fields_with_values(part, name, schemas, of)
