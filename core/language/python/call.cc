#include "language/python/call.h"

#include <algorithm>

#include "language/python/load.h"
#include "language/python/materialise.h"
#include "language/python/observe.h"
#include "language/python/outcome.h"
#include "language/python/runtime.h"

namespace kata::python {
namespace {

constexpr std::size_t kNear = 3;   // names to suggest at most

// Levenshtein's distance, by Wagner and Fischer, "The String-to-String Correction Problem", JACM 1974.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (std::tolower(a[i - 1]) == std::tolower(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::vector<std::string> public_names(PyObject* dict) {
  std::vector<std::string> names;
  Py_ssize_t position = 0;
  PyObject *key = nullptr, *value = nullptr;
  while (dict && PyDict_Next(dict, &position, &key, &value)) {
    const std::string name = text_of(key);
    if (!name.empty() && name[0] != '_' && name.size() < 100 && !PyModule_Check(value)) names.push_back(name);
  }
  return names;
}

Value missing(const std::string& name, PyObject* owner) {
  PyErr_Clear();
  PyObject* dict = PyModule_Check(owner) ? PyModule_GetDict(owner) : Py_TYPE(owner)->tp_dict;
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& other : public_names(dict)) {
    const std::size_t apart = distance(name.substr(0, 100), other);
    const bool begun = name.size() >= 3 && other.starts_with(name);   // "rot" for "rotate"
    if (begun || apart <= std::max<std::size_t>(2, name.size() / 3)) near.emplace_back(apart, other);
  }
  std::sort(near.begin(), near.end());
  Values shown;
  for (std::size_t i = 0; i < std::min(near.size(), kNear); ++i) shown.emplace_back(near[i].second);
  return list("missing", name, List{std::move(shown)});
}

// An attribute, or why there is none.
struct Found {
  Ref object;
  std::optional<Value> outcome;
};

Found attribute_of(PyObject* owner, const std::string& name) {
  const Ref key = Ref::steal(new_text(name));
  Ref object = Ref::steal(PyObject_GetAttr(owner, key.get()));
  if (object) return {std::move(object), std::nullopt};
  if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return {Ref(), raised_outcome()};
  Value raised = raised_outcome();
  const bool learners = !raised.items()->at(2).items()->empty();   // from inside a property
  return {Ref(), learners ? std::move(raised) : missing(name, owner)};
}

Found dotted(const std::string& name) {
  Found at{Ref::borrow(learner_module()), std::nullopt};
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    at = attribute_of(at.object.get(), name.substr(begin, end - begin));
    if (!at.object) return at;
    begin = end + 1;
  }
  return at;
}

Found malformed() {
  PyErr_SetString(PyExc_LookupError, "the test asks for an object that is not here");
  return {Ref(), raised_outcome()};
}

Found resolve(const Value& target) {
  if (!learner_module()) return malformed();
  if (const auto* name = target.get<Str>()) return dotted(name->text);
  const auto* parts = target.items();
  if (!parts || parts->size() != 2) return malformed();
  const auto* handle = (*parts)[0].get<Integer>();
  const auto* attribute = (*parts)[1].get<Str>();
  PyObject* owner = handle ? object_of(static_cast<std::uint64_t>(handle->to_int64().value_or(0))) : nullptr;
  if (!owner || !attribute) return malformed();
  if (attribute->text.empty()) return {Ref::borrow(owner), std::nullopt};
  return attribute_of(owner, attribute->text);
}

Ref call_object(const Call& call, const Ref& function) {
  const Ref args = Ref::steal(materialise(Tuple{call.args}));
  const Ref kwargs = args ? Ref::steal(materialise(call.kwargs)) : Ref();
  if (!kwargs) return {};
  if (!call.run) return Ref::steal(PyObject_Call(function.get(), args.get(), kwargs.get()));
  const bool known = PyDict_GetItemString(PyImport_GetModuleDict(), "asyncio");
  if (!known && !Ref::steal(PyImport_ImportModule("asyncio"))) return {};
  const Ref run = Ref::steal(runtime_function("aio", "run"));
  if (!run) return {};
  return Ref::steal(PyObject_CallFunctionObjArgs(run.get(), function.get(), args.get(), kwargs.get(), nullptr));
}

}  // namespace

std::optional<Call> parse_call_frame(const Values& items, std::size_t first) {
  if (items.size() < first + 4) return std::nullopt;
  const auto* args = items[first + 1].items();
  const auto* kwargs = items[first + 2].get<Dict>();
  const auto* mode = items[first + 3].get<Str>();
  if (!args || !kwargs || !mode) return std::nullopt;
  return Call{items[first], *args, *kwargs, mode->text == "run"};
}

Value perform(const Call& call) {
  const Found function = resolve(call.target);
  if (!function.object) return *function.outcome;
  return outcome_of(call_object(call, function.object));
}

Value get(const Value& target) {
  Found found = resolve(target);
  if (!found.object) return *found.outcome;
  return outcome_of(found.object);
}

}  // namespace kata::python
