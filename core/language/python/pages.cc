#include "language/python/pages.h"

#include <Python.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <vector>

#include "base/sanitized.h"
#include "language/python/mappings.h"

namespace kata::python {
namespace {

constexpr std::uintptr_t kLarge = 2u << 20;
constexpr std::size_t kSmall = 4096;
constexpr std::size_t kPacked = 1u << 20;
constexpr std::size_t kRegion = 64u << 20;  // of addresses; only what is used takes memory

std::uintptr_t round_up(std::uintptr_t address) { return (address + kLarge - 1) & ~(kLarge - 1); }

// Addresses on a large page's boundary, of no memory yet.
char* reserve(std::size_t size) {
  void* raw = ::mmap(nullptr, size + kLarge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (raw == MAP_FAILED) return nullptr;
  const auto start = reinterpret_cast<std::uintptr_t>(raw), first = round_up(start);
  if (first > start) ::munmap(raw, first - start);
  if (const auto rest = start + kLarge - first) ::munmap(reinterpret_cast<void*>(first + size), rest);
  return reinterpret_cast<char*>(first);
}

struct Arenas {
  char* begin = nullptr;
  char* next = nullptr;
  char* end = nullptr;
  std::map<std::size_t, std::vector<void*>> free;  // by size: chunks of the evaluation stack come from here as well
};

Arenas& arenas() {
  static Arenas one;
  return one;
}

void* allocate_arena(void*, std::size_t size) {
  Arenas& region = arenas();
  if (auto& free = region.free[size]; !free.empty()) {
    void* again = free.back();
    free.pop_back();
    return again;
  }
  if (region.next && size <= static_cast<std::size_t>(region.end - region.next)) {
    void* fresh = region.next;
    region.next += size;
    return fresh;
  }
  void* own = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return own == MAP_FAILED ? nullptr : own;
}

void free_arena(void*, void* arena, std::size_t size) {
  Arenas& region = arenas();
  if (arena < region.begin || arena >= region.end) {
    ::munmap(arena, size);
    return;
  }
  ::madvise(arena, size, MADV_DONTNEED);
  region.free[size].push_back(arena);
}

// Objects that are packed come one after the other out of one piece of memory and are never freed.
struct Packed {
  char* begin = nullptr;
  char* next = nullptr;
  char* end = nullptr;
  PyMemAllocatorEx usual{};
};

Packed& packed() {
  static Packed one;
  return one;
}

bool is_packed(const void* object) { return object >= packed().begin && object < packed().end; }

void* packed_malloc(void* context, std::size_t size) {
  Packed& all = packed();
  const std::size_t taken = (size + 15) & ~std::size_t{15};
  if (taken > static_cast<std::size_t>(all.end - all.next)) return all.usual.malloc(context, size);
  char* object = all.next;
  all.next += taken;
  return object;
}

void* packed_realloc(void* context, void* object, std::size_t size) {
  Packed& all = packed();
  if (!is_packed(object)) return all.usual.realloc(context, object, size);
  void* moved = all.usual.malloc(context, size);
  if (moved) std::memcpy(moved, object, std::min<std::size_t>(size, all.end - static_cast<char*>(object)));
  return moved;
}

void packed_free(void* context, void* object) {
  if (!is_packed(object)) packed().usual.free(context, object);
}

struct Segment {
  std::uintptr_t begin, end;
  int protection;
  bool ours;   // of the program's file
};

std::vector<Segment> segments() {
  std::vector<Segment> found;
  const auto all = mappings();
  for (const Mapping& part : all) {
    const bool ours = part.path == all.front().path;  // the program is mapped lowest
    // The zeroed end of its data is memory without a name.
    if (!found.empty() && found.back().ours && found.back().end == part.begin && found.back().protection == part.protection &&
        (ours || part.path.empty()))
      found.back().end = part.end;
    else
      found.push_back({part.begin, part.end, part.protection, ours});
  }
  return found;
}

// Moves whole large pages, of which the part in use is copied. The copy takes the place of the original at once, so code may
// move the pages that it runs in.
void move_to_large_pages(const Segment& part) {
  const std::uintptr_t begin = part.begin & ~(kLarge - 1), size = round_up(part.end) - begin;
  char* copy = reserve(size);
  if (!copy) return;
  ::madvise(copy, size, MADV_HUGEPAGE);
  // From here to the move nothing may write to what is being copied.
  std::memcpy(copy + (part.begin - begin), reinterpret_cast<void*>(part.begin), part.end - part.begin);
  if ((part.protection & PROT_WRITE || ::mprotect(copy, size, part.protection) == 0) &&
      ::mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, begin) != MAP_FAILED)
    return;
  ::munmap(copy, size);
}

// Free chunks lie all over the heap, and each that a fork of this process uses costs it a page. Taken here, for ever, so that
// whatever is allocated later lies together at the heap's end.
void use_up_holes() {
  const char* const end = static_cast<char*>(::sbrk(0)) - ::mallinfo2().keepcost;
  for (std::size_t size = 64u << 10; size >= 24; size -= size > 1024 ? size / 8 : 16) {
    void* chunk = ::malloc(size);
    while (chunk && static_cast<char*>(chunk) < end) chunk = ::malloc(size);
    ::free(chunk);
  }
}

// The same for small objects: a pool that is half full lies on a page for its head and on others for its blocks, a fresh one
// on one. Sizes as in CPython's Objects/obmalloc.c.
void use_up_pools() {
  constexpr std::uintptr_t kPool = 16u << 10, kHead = 48;
  constexpr std::size_t kStep = 16, kLargest = 512;
  for (std::size_t size = kStep; size <= kLargest; size += kStep) {
    void* block = PyObject_Malloc(size);
    while (block && (reinterpret_cast<std::uintptr_t>(block) & (kPool - 1)) != kHead) block = PyObject_Malloc(size);
    PyObject_Free(block);
  }
}

bool is_zero(const char* page) {
  static const char kZeros[kSmall] = {};
  return std::memcmp(page, kZeros, kSmall) == 0;
}

// A large page that forks write to falls apart into entries for all of its small ones, used or not, which each further fork
// copies. Those that hold nothing are given back; they read the same when they come again.
void drop_zero_pages(char* begin, const char* end) {
  for (char* page = begin; page < end;) {
    char* next = page;
    while (next < end && is_zero(next)) next += kSmall;
    if (next > page) ::madvise(page, static_cast<std::size_t>(next - page), MADV_DONTNEED);
    page = next + kSmall;
  }
}

}  // namespace

void use_large_arenas() {
  Arenas& region = arenas();
  region.begin = region.next = reserve(kRegion);
  if (!region.begin) return;
  region.end = region.begin + kRegion;
  ::madvise(region.begin, kRegion, MADV_HUGEPAGE);
  PyObjectArenaAllocator allocator{nullptr, allocate_arena, free_arena};
  PyObject_SetArenaAllocator(&allocator);
}

Packing::Packing() {
  Packed& all = packed();
  if (!all.begin) {
    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &all.usual);
    void* piece = ::mmap(nullptr, kPacked, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (piece == MAP_FAILED) return;
    all.begin = all.next = static_cast<char*>(piece);
    all.end = all.begin + kPacked;
  }
  PyMemAllocatorEx packing = all.usual;
  packing.malloc = packed_malloc, packing.realloc = packed_realloc, packing.free = packed_free;
  PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &packing);
}

Packing::~Packing() {
  Packed& all = packed();
  if (!all.begin) return;
  PyMemAllocatorEx usual = all.usual;
  usual.realloc = packed_realloc, usual.free = packed_free;
  PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &usual);
}

void settle_pages() {
  Arenas& region = arenas();
  if (!region.begin || kSanitized) return;   // a sanitizer's margins may not be read, and its heap is its own
  ::malloc_trim(0);
  use_up_pools();
  use_up_holes();
  // From the last large page on, whose rest the boxes use, in small ones.
  char* const last = reinterpret_cast<char*>(reinterpret_cast<std::uintptr_t>(region.next - 1) & ~(kLarge - 1));
  ::madvise(last, static_cast<std::size_t>(region.end - last), MADV_NOHUGEPAGE);
  drop_zero_pages(last, region.next);
  const auto parts = segments();
  for (std::size_t i = 1; i < parts.size(); ++i) {  // the first holds what only the dynamic linker reads
    // What is written to every fork splits into small pages anyway, and only those in use are worth copying entries for.
    if (!parts[i].ours || !parts[i].protection || parts[i].protection & PROT_WRITE) continue;
    // The linker leaves room around each segment (max-page-size); somebody else may have taken it.
    const bool alone = parts[i - 1].end <= (parts[i].begin & ~(kLarge - 1)) &&
                       (i + 1 == parts.size() || parts[i + 1].begin >= round_up(parts[i].end));
    if (alone) move_to_large_pages(parts[i]);
  }
}

}  // namespace kata::python
