#include "solution.h"

#define A(x) x x x x x x x x x x x x x x x x
#define B(x) A(A(x))
#define C(x) B(B(x))
#define D(x) C(C(x))
int boom[] = {D(D(1, ))};

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
