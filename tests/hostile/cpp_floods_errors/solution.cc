#include "solution.h"

#define TEN(x) x x x x x x x x x x
#define THOUSAND(x) TEN(TEN(TEN(x)))
template <class T> int broken(T t) { return t.no_such_member_with_a_rather_long_name_that_is_printed_each_time; }
int boom[] = {THOUSAND(broken(broken(1)), )};
THOUSAND(#;)

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
