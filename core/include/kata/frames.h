// The conversation on a test's channel. Each frame is a Value list whose first item is the frame's name.
// On the wire a frame is its length (4 bytes, big-endian) and its CBOR; kMaxFrame bounds it.
//
// grader to box
//   ["call", id, target, args, kwargs, mode]   target: name, dotted name, or (handle, attribute); attribute "" calls the
//                                              object itself. args: list. kwargs: dict of str. mode: "plain"; "run": the
//                                              result is awaited inside asyncio.run on the virtual clock; "parallel" is below
//   ["get", id, target]                        an attribute's value
//   ["batch", id, [[target, args, kwargs, mode], …]]       many calls, one answer
//   ["parallel", id, [[target, args, kwargs, mode], …], options]   each call in a thread of its own; options: dict,
//                                              "seed": the deterministic scheduler's seed, absent: real threads
//   ["probe", id, code, names]                 code run beside the learner's module; names: dict of str bound before it;
//                                              the value of the last observe(x) in it is the outcome's value
//   ["pytest", id, node, name, files]          a test of somebody's suite, run by pytest; name: what its files import the
//                                              submission as; files: dict of path to bytes. The outcome's value is none where
//                                              it passed, else (why, words): failed, skipped, not_run
//   ["syntax", id]                             facts of the source from a clean process: a dict, see language/python
//   ["reply", id, outcome, delay]              the answer to an "invoke"; delay: seconds of (virtual) time to let pass first
//
// box to grader
//   ["result", id, outcome, meta]              answers every request; for "batch" and "parallel" the outcome is
//                                              ["values", [outcome, …]]; for a "batch" of mode "run" a third item
//                                              has the meta of each
//   ["invoke", id, remote, method, args, kwargs, meta]     a Remote is used; ids are the box's own
//   ["settled", id, how, meta]                 an awaited invoke is over in the box: "returned", "cancelled", "raised"
//   ["stalled", [id, …], meta]                 nothing can go on until one of these invokes is answered: all that the box had
//                                              no answer to. Void if one of them was answered meanwhile; said again then
//   ["where", rank, blocks, trace]             at a limit, or before the process ends itself: where one of its threads is.
//                                              rank: 2 it has the interpreter, 1 it is the main thread, 0 another; blocks:
//                                              its event loop has not turned since a quarter of the time was used
//
// outcome  ["value", v] | ["raised", exception, trace] | ["blocked", what, trace] | ["missing", name, [near names]]
//          | ["stuck", what, trace]   a deadlock that the scheduler found
//          trace: [[file, line, function, text], …], the learner's own frames, outermost first
// meta     dict: "time": virtual seconds since the call began (float); "thread": int; "switches": int; "tasks_left": int
//
// methods of a Remote: "call" (function, coroutine_function), "next" (iterator, async_iterator; raise StopIteration to
// end), "iter" (iterable), "close", "enter", "exit", "acquire", "release", "get"/"keys" (mapping), "read"/"write" (number).
//
// Loading: the module process writes one ["result", 0, outcome, meta] on the load channel; a "value" outcome is
// none; after the trace of a SyntaxError may stand which syntax of a newer Python it stumbled over: type_statement,
// type_parameters, fstring. meta["threads"] tells how many threads the import left.
#ifndef KATA_FRAMES_H
#define KATA_FRAMES_H

#include <cstddef>

namespace kata {

inline constexpr std::size_t kMaxFrame = 16u << 20;  // bytes of CBOR
inline constexpr std::size_t kMaxDepth = 200;        // containers inside containers
inline constexpr std::size_t kMaxItems = 2'000'000;  // values in one frame

}  // namespace kata

#endif
