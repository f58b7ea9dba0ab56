#include "runner/interrupt.h"

#include <atomic>
#include <csignal>

namespace kata::cli {
namespace {

std::atomic<Worker*> current = nullptr;
volatile std::sig_atomic_t interrupted = 0;

void on_signal(int) {
  interrupted = 1;
  if (Worker* worker = current.load()) worker->cancel();
}

void listen(bool yes) {
  struct sigaction action {};
  action.sa_handler = yes ? on_signal : SIG_DFL;
  action.sa_flags = yes ? static_cast<int>(SA_RESETHAND) : 0;
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction old {};
    sigaction(signal, nullptr, &old);
    if (old.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup stays
  }
}

}  // namespace

Interrupt::Interrupt(Worker& worker) {
  interrupted = 0;
  current = &worker;
  listen(true);
}

Interrupt::~Interrupt() {
  listen(false);
  current = nullptr;
}

bool Interrupt::happened() const { return interrupted != 0; }

}  // namespace kata::cli
