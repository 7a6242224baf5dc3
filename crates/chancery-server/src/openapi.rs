//! The OpenAPI 3.1 document: made of the same declarations as the router.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::endpoint::{Body, Endpoint};
use crate::problem::Problem;

/// Where the schemas stand in the document.
const SCHEMAS: &str = "#/components/schemas/";
/// Where those of what is sent stand while the document is made.
const TAKEN: &str = "#/components/taken/";

/// The document over endpoints, as indented JSON.
pub(crate) fn document(endpoints: &[Endpoint]) -> String {
    let settings = |path: &str| {
        let mut settings = SchemaSettings::draft2020_12();
        settings.definitions_path = path.trim_start_matches('#').trim_end_matches('/').to_owned().into();
        settings.meta_schema = None;
        settings
    };
    let mut taken = settings(TAKEN).into_generator();
    let mut answered = settings(SCHEMAS).for_serialize().into_generator();
    let problem = answered.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in endpoints {
        let operation = operation(endpoint, &mut taken, &mut answered, problem.as_value());
        let path = paths.entry(format!("/api{}", endpoint.path)).or_insert_with(|| json!({}));
        path[endpoint.method.as_str().to_lowercase()] = operation;
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The register of what states tell each other, as the desk's pages use it.",
            "description": "Every page of the desk has a twin: PAGE.json?QUERY is /api/PAGE?QUERY. Spans are [start, end) in Unicode code points. \
                Problems are RFC 9457. Lists are asked with limit and cursor. Edits of an entry name its revision in If-Match.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {}},
    });
    let answered = answered.take_definitions(true);
    let mut schemas = answered.clone();
    let mut names = Map::new();
    for (name, schema) in taken.take_definitions(true) {
        // What is sent and answered alike stands once.
        let is_other = answered.get(&name).is_some_and(|known| text_of(known, SCHEMAS) != text_of(&schema, TAKEN));
        let own = if is_other { format!("{name}Given") } else { name.clone() };
        schemas.insert(own.clone(), schema);
        names.insert(name, own.into());
    }
    document["components"]["schemas"] = schemas.into();
    rename(&mut document, &names);
    keep_used(&mut document);
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// A schema as text, wherever the schemas stand that it refers to.
fn text_of(schema: &Value, path: &str) -> String {
    schema.to_string().replace(path, "")
}

/// Lets what refers to the schemas of what is sent refer to where they stand now.
fn rename(value: &mut Value, names: &Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get_mut("$ref")
                && let Some(name) = reference.strip_prefix(TAKEN).and_then(|name| names.get(name)?.as_str())
            {
                *reference = format!("{SCHEMAS}{name}");
            }
            fields.values_mut().for_each(|field| rename(field, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}

/// Takes out the schemas that nothing refers to: those of queries, whose fields stand as parameters.
fn keep_used(document: &mut Value) {
    loop {
        let mut used = Vec::new();
        references(document, &mut used);
        let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
        let before = schemas.len();
        schemas.retain(|name, _| used.iter().any(|one| one == name));
        if schemas.len() == before {
            return;
        }
    }
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(
                fields.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix(SCHEMAS)).map(str::to_owned),
            );
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn operation(endpoint: &Endpoint, taken: &mut SchemaGenerator, answered: &mut SchemaGenerator, problem: &Value) -> Value {
    let mut parameters: Vec<Value> = endpoint
        .parameters()
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}}))
        .collect();
    if endpoint.names_revision {
        let description = "The revision that is changed, as the ETag of the entry has it.";
        parameters.push(json!({
            "name": "If-Match", "in": "header", "required": true, "description": description, "schema": {"type": "string", "pattern": "^\"[0-9]{1,18}\"$"},
        }));
    }
    if let Some(query) = endpoint.query {
        parameters.extend(query_parameters(query(taken).as_value(), taken));
    }
    let answer = (endpoint.answer)(answered);
    let mut operation = json!({
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": [endpoint.path.split('/').nth(1).unwrap_or_default()],
        "responses": {
            "200": {"description": "Done.", "content": {"application/json": {"schema": answer}}},
            "default": {"description": "What could not be done.", "content": {"application/problem+json": {"schema": problem}}},
        },
    });
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    match endpoint.body {
        Body::None => {}
        Body::Json(describe) => {
            operation["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": describe(taken)}}});
        }
        Body::Document => {
            operation["requestBody"] =
                json!({"required": true, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}});
        }
    }
    if let Some(role) = endpoint.needs {
        operation["description"] = format!("For people with the role {} or a higher one.", role.as_str()).into();
    }
    operation
}

/// The fields of what may be asked, as parameters.
fn query_parameters(schema: &Value, generator: &SchemaGenerator) -> Vec<Value> {
    let Some(schema) = name_of(schema).and_then(|name| generator.definitions().get(name)).or(Some(schema)) else { return Vec::new() };
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, field)| {
            let mut field = field.clone();
            let description = field.as_object_mut().and_then(|field| field.remove("description"));
            drop_null(&mut field);
            let mut parameter = json!({"name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": field});
            if let Some(description) = description {
                parameter["description"] = description;
            }
            parameter
        })
        .collect()
}

/// What is left out of a query is absent, never `null`.
fn drop_null(field: &mut Value) {
    let Some(object) = field.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(options)) = object.get_mut("anyOf") {
        options.retain(|one| one["type"] != "null");
        if let [Value::Object(only)] = options.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            object.extend(only);
        }
    }
    object.remove("default");
}

/// The name of the schema that a reference means.
fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(TAKEN)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_document_that_is_kept_is_the_one_that_is_served() {
        let kept = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json")).unwrap_or_default();
        assert!(kept == crate::openapi_document(), "it is made again by: chancery schema desk > crates/chancery-server/openapi.json");
    }
}
