// kata-zygote-native: boxes for compiled programs and for the compiler. Nothing in it is warm.
#include "sandbox/zygote.h"

int main() { kata::sandbox::serve_native_zygote(); }
