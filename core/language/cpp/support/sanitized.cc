// Linked into the instrumented program that explains a crash: what the sanitizers' environment variables would say.
extern "C" {
const char* __asan_default_options() {
  return "detect_leaks=0:color=never:handle_abort=1:allocator_may_return_null=1:detect_stack_use_after_return=1:print_legend=0";
}
const char* __ubsan_default_options() { return "print_stacktrace=0:color=never"; }
}
