// The JSON Schemas of topic.yaml and of tests, made of their tables of keys.
#include <nlohmann/json.hpp>

#include "base/words.h"
#include "catalog/keys.h"
#include "catalog/units.h"

namespace kata::catalog {
namespace {

using Json = nlohmann::ordered_json;

Json reference(const char* name) { return {{"$ref", std::string("#/$defs/") + name}}; }
Json list_of(Json item) { return {{"type", "array"}, {"uniqueItems", true}, {"items", std::move(item)}}; }
Json at_least_one(Json list) { return list["minItems"] = 1, list; }
Json per_locale(Json item) {
  return {{"type", "object"}, {"minProperties", 1}, {"propertyNames", reference("locale")}, {"additionalProperties", std::move(item)}};
}
Json matching(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json map_of(std::span<const Key> keys);
Json step();

Json schema_of(const Key& key) {
  switch (key.shape) {
    case Shape::version: return {{"const", 1}};
    case Shape::id: return reference("id");
    case Shape::texts: return per_locale(reference("text"));
    case Shape::text_lists: {
      Json list = list_of(reference("text"));
      list["minItems"] = key.least;
      list["maxItems"] = key.most;
      return per_locale(std::move(list));
    }
    case Shape::locales: return at_least_one(list_of(reference("locale")));
    case Shape::words: return list_of(reference("id"));
    case Shape::modules: return list_of(matching("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"));
    case Shape::one_of: return {{"enum", key.words}};
    case Shape::some_of: return at_least_one(list_of({{"enum", key.words}}));
    case Shape::integer: return {{"type", "integer"}, {"minimum", key.least}, {"maximum", key.most}};
    case Shape::boolean: return {{"type", "boolean"}};
    // From 10ms to 10min and from 1MiB to 64GiB, as near as a pattern can tell.
    case Shape::duration: return matching("^([1-9][0-9]{1,5}ms|([1-9][0-9]?|[1-6][0-9]{2})s|([1-9]|10)min)$");
    case Shape::bytes: return matching("^([1-9][0-9]{3,7}KiB|[1-9][0-9]{0,4}MiB|([1-9]|[1-5][0-9]|6[0-4])GiB)$");
    case Shape::limits: return map_of(kLimitKeys);
    case Shape::exercises: return {{"type", "array"}, {"minItems", 1}, {"items", map_of(kExerciseKeys)}};
    case Shape::text:
    case Shape::expression: return reference("text");
    case Shape::python: return {{"not", {{"type", "null"}}}};
    case Shape::name: return reference("id");
    case Shape::steps: return {{"type", "array"}, {"minItems", 1}, {"items", step()}};
    case Shape::generate: return map_of(kGenerateKeys);
    case Shape::generators: return {{"type", "object"}, {"minProperties", 1}, {"propertyNames", reference("id")}, {"additionalProperties", {{"not", {{"type", "null"}}}}}};
  }
  return {};
}

Json map_of(std::span<const Key> keys) {
  Json properties = Json::object(), required = Json::array();
  for (const Key& key : keys) {
    properties[key.name] = {{"description", _(key.help)}};
    properties[key.name].update(schema_of(key));
    if (key.required) required.push_back(key.name);
  }
  Json map = {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) map["required"] = std::move(required);
  return map;
}

Json requires_key(const char* key) { return {{"required", {key}}}; }
Json never(const char* one, const char* other) { return {{"not", {{"required", {one, other}}}}}; }
Json exactly_one(std::initializer_list<const char*> keys) {
  Json each = Json::array();
  for (const char* key : keys) each.push_back(requires_key(key));
  return each;
}
Json at_least_one(std::initializer_list<const char*> keys) { return {{"anyOf", exactly_one(keys)}}; }
Json where(const char* key, Json then) { return {{"if", requires_key(key)}, {"then", std::move(then)}}; }

Json step() {
  Json out = map_of(kStepKeys);
  out["oneOf"] = exactly_one({"call", "get"});
  out["allOf"] = {never("returns", "raises"), never("as", "returns"), never("as", "raises"), never("as", "prints"), never("as", "get"), never("get", "prints")};
  return out;
}

// What goes with what in a case.
Json test_case() {
  Json out = map_of(kCaseKeys);
  out["oneOf"] = exactly_one({"call", "probe", "steps"});
  Json rules = {never("returns", "raises"), never("observes", "raises"), never("probe", "returns"), never("probe", "prints"),
                never("call", "observes"), where("probe", at_least_one({"observes", "raises"}))};
  for (const char* other : {"returns", "raises", "prints", "observes"}) {
    rules.push_back(never("steps", other));
    rules.push_back(never("generate", other));
  }
  rules.push_back(where("generate", requires_key("call")));
  rules.push_back(where("call", at_least_one({"returns", "raises", "prints", "generate"})));
  out["allOf"] = std::move(rules);
  return out;
}

Json definitions() {
  return {{"id", {{"type", "string"}, {"pattern", "^[a-z][a-z0-9_]{0,63}$"}, {"not", {{"enum", cpp_keywords()}}}}},
          {"locale", matching("^[a-z]{2,3}(_[A-Z]{2})?$")},
          {"text", {{"type", {"string", "number", "boolean"}}, {"pattern", "\\S"}}}};
}

}  // namespace

std::string tests_schema() {
  Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "tests of an exercise of Kata"}, {"type", "object"}, {"minProperties", 1}};
  out["propertyNames"] = matching("^([A-Z][A-Za-z0-9]{0,79}|inputs)$");
  out["properties"] = {{kInputs, map_of(kInputsKeys)}};
  out["additionalProperties"] = test_case();
  out["$defs"] = definitions();
  return out.dump(2) + "\n";
}

std::string topic_schema() {
  Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "topic.yaml of Kata"}};
  out.update(map_of(kTopicKeys));
  out["$defs"] = definitions();
  return out.dump(2) + "\n";
}

}  // namespace kata::catalog
