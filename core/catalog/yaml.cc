#include "catalog/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "base/words.h"

namespace kata::catalog {
namespace {

// Ends the parse; what is wrong is among the problems already.
struct Stop {};

// Builds the tree from the parser's events: yaml-cpp's own tree keeps neither duplicate keys nor the places of all nodes.
class Builder : public YAML::EventHandler {
 public:
  // `skipped`: bytes of the file that the parser doesn't count.
  Builder(const std::filesystem::path& file, std::vector<Problem>& problems, std::size_t skipped) : file_(file), problems_(problems), skipped_(skipped) {}

  std::optional<Node> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) stop(mark, _("a second document begins here; a file holds one"));
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(node(mark, Node::Kind::null, anchor)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark); }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse_anchor(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    Node scalar = node(mark, Node::Kind::scalar, anchor);
    scalar.text = value;
    scalar.quoted = tag == "!";
    if (!scalar.quoted && (value == "~" || value == "null")) scalar.kind = Node::Kind::null;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open_node(node(mark, Node::Kind::list, anchor));
  }
  void OnSequenceEnd() override { close_node(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open_node(node(mark, Node::Kind::map, anchor));
  }
  void OnMapEnd() override { close_node(); }

 private:
  Node node(const YAML::Mark& mark, Node::Kind kind, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuse_anchor(mark);
    if (++nodes_ > kMaxYamlNodes) stop(mark, format(_("more than {} values"), kMaxYamlNodes));
    Node out;
    out.kind = kind;
    out.line = mark.line + 1;
    out.column = mark.column + 1;
    out.offset = static_cast<std::size_t>(mark.pos) + skipped_;
    return out;
  }

  void open_node(Node node) {
    if (open_.size() >= kMaxYamlDepth) {
      problems_.push_back({file_, node.line, node.column, format(_("nested more than {} deep"), kMaxYamlDepth)});
      throw Stop();
    }
    open_.push_back(std::move(node));
  }

  void close_node() {
    Node done = std::move(open_.back());
    open_.pop_back();
    drop_duplicates(done);
    add(std::move(done));
  }

  // A map's keys and values arrive in turn; both are collected in `items` until it ends.
  void add(Node node) {
    if (open_.empty())
      root_ = std::move(node);
    else
      open_.back().items.push_back(std::move(node));
  }

  void drop_duplicates(Node& map) {
    if (map.kind != Node::Kind::map) return;
    std::vector<Node> flat = std::move(map.items);
    map.items.clear();
    for (std::size_t i = 0; i + 1 < flat.size(); i += 2) {
      const Node& key = flat[i];
      if (key.kind != Node::Kind::scalar) {
        problems_.push_back({file_, key.line, key.column, _("a key must be a word")});
      } else if (const Node* first = find_key(map, key.text)) {
        problems_.push_back({file_, key.line, key.column,
                             format(_("duplicate key '{}' (first on line {})"), printable(key.text), first->line)});
      } else {
        map.keys.push_back(std::move(flat[i]));
        map.items.push_back(std::move(flat[i + 1]));
      }
    }
  }

  static const Node* find_key(const Node& map, std::string_view name) {
    for (const Node& key : map.keys)
      if (key.text == name) return &key;
    return nullptr;
  }

  [[noreturn]] void refuse_anchor(const YAML::Mark& mark) {
    stop(mark, _("anchors (&) and aliases (*) are not allowed here; write the value out, or put a text that begins so in quotes"));
  }

  [[noreturn]] void stop(const YAML::Mark& mark, std::string what) {
    problems_.push_back({file_, mark.line + 1, mark.column + 1, std::move(what)});
    throw Stop();
  }

  const std::filesystem::path& file_;
  std::vector<Problem>& problems_;
  std::size_t skipped_;
  std::vector<Node> open_;
  std::optional<Node> root_;
  int nodes_ = 0;
  int documents_ = 0;
};

// The parser's own words are English and speak of its inside; those that an author's slip gives are said in ours.
struct Slip {
  const char* theirs;
  const char* ours;
};
const Slip kSlips[] = {
    {YAML::ErrorMsg::END_OF_MAP, N_("this line belongs to no key here: see that it is indented as its neighbours are, and that a colon and a space follow each key")},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, N_("a '{' is never closed, or a comma is missing behind this")},
    {YAML::ErrorMsg::END_OF_SEQ, N_("this line belongs to no entry of the list: see that it is indented as its neighbours are")},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, N_("a '[' is never closed, or a comma is missing behind this")},
    {YAML::ErrorMsg::FLOW_END, N_("a bracket is closed here that was never opened")},
    {YAML::ErrorMsg::BLOCK_ENTRY, N_("an entry of a list ('- ') cannot begin here: see how the lines are indented, with spaces and not with tabs")},
    {YAML::ErrorMsg::MAP_KEY, N_("a key cannot begin here")},
    {YAML::ErrorMsg::MAP_VALUE, N_("a colon cannot stand here; put a text that has one in quotes")},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, N_("a tab cannot indent; use spaces")},
    {YAML::ErrorMsg::EOF_IN_SCALAR, N_("a quotation mark is never closed")},
    {YAML::ErrorMsg::DOC_IN_SCALAR, N_("a quotation mark is never closed")},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, N_("a text cannot begin with this character; put it in quotes")},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, N_("behind '|' or '>' the text begins on the next line")},
};

std::string not_valid(const std::string& message) {
  for (const Slip& slip : kSlips)
    if (message == slip.theirs) return format(_("not valid YAML: {}"), _(slip.ours));
  if (message.starts_with(YAML::ErrorMsg::INVALID_ESCAPE))
    return format(_("not valid YAML: {}"), _("between double quotes a backslash must be doubled; between single quotes it stands for itself"));
  return format(_("not valid YAML; the parser says '{}'"), printable(message));
}

// Reads from memory without the copy that a stringstream makes.
struct View : std::streambuf {
  explicit View(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // only ever read
    setg(begin, begin, begin + text.size());
  }
};

bool parse_into(Builder& builder, std::string_view text) {
  View view(text);
  std::istream stream(&view);
  YAML::Parser parser(stream);
  bool any = false;
  while (parser.HandleNextDocument(builder)) any = true;
  return any;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return &items[i];
  return nullptr;
}

std::optional<Node> parse_yaml(const std::filesystem::path& file, std::string_view text, std::vector<Problem>& problems) {
  if (text.size() > kMaxYamlBytes) {
    problems.push_back({file, 0, 0, format(_("more than {} bytes"), kMaxYamlBytes)});
    return std::nullopt;
  }
  if (!is_utf8(text) || text.find('\0') != text.npos) {
    problems.push_back({file, 0, 0, _("is not a text in UTF-8; save it as UTF-8")});
    return std::nullopt;
  }
  const std::size_t before = problems.size();
  constexpr std::string_view kMark = "\xef\xbb\xbf";   // of the byte order, as some editors write it
  Builder builder(file, problems, text.starts_with(kMark) ? kMark.size() : 0);
  try {
    parse_into(builder, text);
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    problems.push_back({file, error.mark.line + 1, error.mark.column + 1, not_valid(error.msg)});
    return std::nullopt;
  }
  std::optional<Node> root = builder.take();
  if (root && root->kind != Node::Kind::null) return root;
  if (problems.size() == before) problems.push_back({file, 0, 0, _("is empty")});
  return std::nullopt;
}

std::optional<Node> read_yaml(const std::filesystem::path& file, std::vector<Problem>& problems) {
  try {
    return parse_yaml(file, read_file(file, kMaxYamlBytes), problems);
  } catch (const Error& error) {
    problems.push_back({file, 0, 0, error.what()});
    return std::nullopt;
  }
}

}  // namespace kata::catalog
