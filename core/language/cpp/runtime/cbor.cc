// The few functions of libcbor that the codec uses, for learners' programs: those are linked statically, which halves
// their start, and Debian has libcbor only as a shared library. Same declarations, same behaviour (RFC 8949, section 3);
// reserved and indefinite forms that the codec refuses anyway are malformed here.
#include <cbor.h>

#include <bit>
#include <cstdint>
#include <cstring>

namespace {

std::size_t head(unsigned major, std::uint64_t number, unsigned char* out, std::size_t size) {
  const int more = number < 24 ? 0 : number <= 0xFF ? 1 : number <= 0xFFFF ? 2 : number <= 0xFFFFFFFF ? 4 : 8;
  if (size < 1u + static_cast<unsigned>(more)) return 0;
  const unsigned low = more == 0 ? static_cast<unsigned>(number) : 24u + static_cast<unsigned>(std::countr_zero(static_cast<unsigned>(more)));
  out[0] = static_cast<unsigned char>(major << 5 | low);
  for (int i = 0; i < more; ++i) out[1 + i] = static_cast<unsigned char>(number >> 8 * (more - 1 - i));
  return 1u + static_cast<unsigned>(more);
}

double half(std::uint16_t bits) {   // RFC 8949, appendix D
  const int exponent = bits >> 10 & 0x1F;
  const std::uint64_t mantissa = bits & 0x3FF;
  double value = 0;
  if (exponent == 0) value = static_cast<double>(mantissa) / (1 << 24);
  else if (exponent == 31) value = mantissa == 0 ? __builtin_inf() : __builtin_nan("");
  else value = std::bit_cast<double>(static_cast<std::uint64_t>(exponent - 15 + 1023) << 52 | mantissa << 42);
  return (bits & 0x8000) != 0 ? -value : value;
}

cbor_decoder_result failed(cbor_decoder_status status) {
  cbor_decoder_result out{};
  out.status = status;
  return out;
}
cbor_decoder_result finished(std::size_t read) {
  cbor_decoder_result out{};
  out.read = read;
  out.status = CBOR_DECODER_FINISHED;
  return out;
}

bool simple(unsigned low, std::uint64_t number, const cbor_callbacks& call, void* context) {
  switch (low) {
    case 20: call.boolean(context, false); return true;
    case 21: call.boolean(context, true); return true;
    case 22: call.null(context); return true;
    case 23: call.undefined(context); return true;
    case 25: call.float2(context, static_cast<float>(half(static_cast<std::uint16_t>(number)))); return true;
    case 26: call.float4(context, std::bit_cast<float>(static_cast<std::uint32_t>(number))); return true;
    case 27: call.float8(context, std::bit_cast<double>(number)); return true;
    default: return false;
  }
}

}  // namespace

extern "C" {

std::size_t cbor_encode_uint(std::uint64_t number, unsigned char* out, std::size_t size) { return head(0, number, out, size); }
std::size_t cbor_encode_negint(std::uint64_t number, unsigned char* out, std::size_t size) { return head(1, number, out, size); }
std::size_t cbor_encode_bytestring_start(std::size_t length, unsigned char* out, std::size_t size) { return head(2, length, out, size); }
std::size_t cbor_encode_string_start(std::size_t length, unsigned char* out, std::size_t size) { return head(3, length, out, size); }
std::size_t cbor_encode_array_start(std::size_t length, unsigned char* out, std::size_t size) { return head(4, length, out, size); }
std::size_t cbor_encode_map_start(std::size_t length, unsigned char* out, std::size_t size) { return head(5, length, out, size); }
std::size_t cbor_encode_tag(std::uint64_t number, unsigned char* out, std::size_t size) { return head(6, number, out, size); }
std::size_t cbor_encode_bool(bool value, unsigned char* out, std::size_t size) { return head(7, value ? 21 : 20, out, size); }
std::size_t cbor_encode_null(unsigned char* out, std::size_t size) { return head(7, 22, out, size); }
std::size_t cbor_encode_double(double number, unsigned char* out, std::size_t size) {
  if (size < 9) return 0;
  const auto bits = std::bit_cast<std::uint64_t>(number);
  out[0] = 0xFB;
  for (int i = 0; i < 8; ++i) out[1 + i] = static_cast<unsigned char>(bits >> 8 * (7 - i));
  return 9;
}

const cbor_callbacks cbor_empty_callbacks{};

cbor_decoder_result cbor_stream_decode(cbor_data bytes, std::size_t size, const cbor_callbacks* call, void* context) {
  if (size == 0) return failed(CBOR_DECODER_NEDATA);
  const unsigned major = bytes[0] >> 5, low = bytes[0] & 0x1F;
  if (low > 27) return failed(CBOR_DECODER_ERROR);
  const std::size_t more = low < 24 ? 0 : std::size_t{1} << (low - 24);
  if (size - 1 < more) return failed(CBOR_DECODER_NEDATA);
  std::uint64_t number = low < 24 ? low : 0;
  for (std::size_t i = 0; i < more; ++i) number = number << 8 | bytes[1 + i];
  const std::size_t read = 1 + more;
  switch (major) {
    case 0: call->uint64(context, number); break;
    case 1: call->negint64(context, number); break;
    case 2:
    case 3:
      if (size - read < number) return failed(CBOR_DECODER_NEDATA);
      (major == 2 ? call->byte_string : call->string)(context, bytes + read, number);
      return finished(read + number);
    case 4: call->array_start(context, number); break;
    case 5: call->map_start(context, number); break;
    case 6: call->tag(context, number); break;
    case 7:
      if (!simple(low, number, *call, context)) return failed(CBOR_DECODER_ERROR);
      break;
  }
  return finished(read);
}

}  // extern "C"
