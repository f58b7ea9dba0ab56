// kata-zygote-native: boxes for compiled programs and for the compiler. Nothing in it is warm.
#include "sandbox/zygote.h"

int main() {
  kata::sandbox::begin_zygote();
  kata::sandbox::serve_zygote(nullptr);
}
