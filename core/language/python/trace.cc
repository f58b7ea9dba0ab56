#include "language/python/trace.h"

#include <frameobject.h>

#include <algorithm>
#include <fstream>
#include <unordered_map>
#include <vector>

#include "language/python/observe.h"

namespace kata::python {
namespace {

constexpr std::size_t kEnds = 30;          // of a long trace (recursion), this many lines from each end
constexpr std::size_t kLongestFile = 4u << 20;

PyObject* decode_source = nullptr;   // importlib's, fetched before the learner's code could replace it

std::string& directory() {
  static std::string path;
  return path;
}

std::string file_of(PyCodeObject* code) { return text_of(code->co_filename); }

// As much of it as there is, up to a bound: to clear a buffer of the bound's size costs more than a whole test.
std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = file ? static_cast<std::streamoff>(file.tellg()) : 0;
  std::string bytes(std::min(static_cast<std::size_t>(std::max<std::streamoff>(size, 0)), kLongestFile), '\0');
  file.seekg(0).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// Lines of a source file, decoded as Python does; asked only for files of the submission.
const std::vector<std::string>& lines_of(const std::string& path) {
  static std::unordered_map<std::string, std::vector<std::string>> cache;
  const auto [place, fresh] = cache.try_emplace(path);
  if (!fresh) return place->second;
  std::string bytes = read_file(path);
  bytes += '\n';
  const Ref raw = Ref::steal(PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())));
  const Ref decoded = decode_source && raw ? Ref::steal(PyObject_CallOneArg(decode_source, raw.get())) : Ref();
  if (!decoded) PyErr_Clear();
  const std::string text = decoded ? text_of(decoded.get()) : bytes;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) break;
    place->second.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return place->second;
}

std::string source_line(const std::string& path, int line) {
  const auto& lines = lines_of(path);
  if (line < 1 || static_cast<std::size_t>(line) > lines.size()) return "";
  const std::string& text = lines[static_cast<std::size_t>(line) - 1];
  const std::size_t begin = text.find_first_not_of(" \t\f");
  if (begin == std::string::npos) return "";
  const std::size_t end = text.find_last_not_of(" \t\r");
  return text.substr(begin, std::min<std::size_t>(end - begin + 1, 500));
}

struct Place {
  PyCodeObject* code;
  int line;
};

Value render(const Place& place) {
  const std::string path = file_of(place.code);
  return list(path.substr(directory().size()), place.line, text_of(place.code->co_qualname), source_line(path, place.line));
}

Value cut(std::vector<Value> lines) {
  if (lines.size() > 2 * kEnds) lines.erase(lines.begin() + kEnds, lines.end() - kEnds);
  return List{std::move(lines)};
}

// The frames of a thread, innermost first.
std::vector<Ref> frames_of(PyThreadState* state) {
  std::vector<Ref> frames;
  Ref frame = Ref::steal(reinterpret_cast<PyObject*>(PyThreadState_GetFrame(state)));
  while (frame && frames.size() < 2000) {
    Ref back = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetBack(reinterpret_cast<PyFrameObject*>(frame.get()))));
    frames.push_back(std::move(frame));
    frame = std::move(back);
  }
  return frames;
}

}  // namespace

void set_submission_dir(const std::string& path) {
  directory() = path + "/";
  const Ref util = Ref::steal(PyImport_ImportModule("_frozen_importlib_external"));
  decode_source = util ? PyObject_GetAttrString(util.get(), "decode_source") : nullptr;
  if (!decode_source) PyErr_Clear();
}

bool is_learner_file(std::string_view file) { return !directory().empty() && file.starts_with(directory()); }
std::string_view without_submission_dir(std::string_view file) { return file.substr(std::min(directory().size(), file.size())); }

bool is_learner_code(PyCodeObject* code) {
  PyObject* file = code->co_filename;
  if (!PyUnicode_IS_ASCII(file)) return is_learner_file(file_of(code));
  return is_learner_file({static_cast<const char*>(PyUnicode_DATA(file)), static_cast<std::size_t>(PyUnicode_GET_LENGTH(file))});
}

Value error_trace(PyObject* error) {
  const SavedError saved;
  std::vector<Value> lines;
  auto* entry = reinterpret_cast<PyTracebackObject*>(reinterpret_cast<PyBaseExceptionObject*>(error)->traceback);
  for (; entry && PyTraceBack_Check(entry); entry = entry->tb_next) {
    const Ref code = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetCode(entry->tb_frame)));
    auto* of = reinterpret_cast<PyCodeObject*>(code.get());
    if (!is_learner_code(of)) continue;
    const int line = entry->tb_lineno >= 0 ? entry->tb_lineno : PyCode_Addr2Line(of, entry->tb_lasti);
    lines.push_back(render({of, line}));
  }
  return cut(std::move(lines));
}

Value stack_trace(PyThreadState* state) {
  const SavedError saved;
  std::vector<Value> lines;
  if (!state) return List{};
  const auto frames = frames_of(state);
  for (auto place = frames.rbegin(); place != frames.rend(); ++place) {
    auto* frame = reinterpret_cast<PyFrameObject*>(place->get());
    const Ref code = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetCode(frame)));
    auto* of = reinterpret_cast<PyCodeObject*>(code.get());
    if (is_learner_code(of)) lines.push_back(render({of, PyFrame_GetLineNumber(frame)}));
  }
  return cut(std::move(lines));
}

std::optional<Value> frame_line(PyObject* object) {
  if (!PyFrame_Check(object)) return std::nullopt;
  auto* frame = reinterpret_cast<PyFrameObject*>(object);
  const Ref code = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetCode(frame)));
  auto* of = reinterpret_cast<PyCodeObject*>(code.get());
  if (!is_learner_code(of)) return std::nullopt;
  return render({of, PyFrame_GetLineNumber(frame)});
}

std::string called_by_learner(PyThreadState* state) {
  const SavedError saved;
  std::string called;
  if (!state) return called;
  for (const Ref& frame : frames_of(state)) {
    const Ref code = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetCode(reinterpret_cast<PyFrameObject*>(frame.get()))));
    auto* of = reinterpret_cast<PyCodeObject*>(code.get());
    if (is_learner_code(of)) return called;
    if (!file_of(of).starts_with("<kata ")) called = text_of(of->co_qualname);
  }
  return "";
}

}  // namespace kata::python
