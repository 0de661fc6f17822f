/** @file core/number.c  Text to double and back, exactly and without the locale: see core/json.h. */
#include <float.h>
#include <math.h>

#include "core/bignum.h"
#include "core/json.h"

/* ---- text to double ---- */

/* The digits of a number's text as 0.d1d2d3... x 10^point, without zeros in front. */
typedef struct decimal {
    const char *first; /* the first digit that is not 0 */
    const char *stop;
    size_t digits; /* from `first`, the dot not counted */
    int64_t point;
    bool negative;
} decimal;

/* 767 digits decide between two doubles; of the rest it is enough to know whether one is not 0. */
enum { DECIDING_DIGITS = 768, LARGEST_POINT = 309, SMALLEST_POINT = -324 };

/* Beyond what any text could have in zeros to make up for it. */
#define EXPONENT_CAP INT64_C(1000000000000000)

static int64_t read_exponent(const char *p, const char *end) {
    bool negative = p < end && *p == '-';
    int64_t exponent = 0;
    for (p += p < end && (*p == '-' || *p == '+'); p < end; p++)
        if (exponent < EXPONENT_CAP)
            exponent = exponent * 10 + (*p - '0');
    return negative ? -exponent : exponent;
}

static decimal read_decimal(pk_span text) {
    const char *p = text.data, *end = p + text.size;
    decimal self = {.negative = p < end && *p == '-'};
    bool fraction = false;
    for (p += self.negative; p < end && (*p == '.' || pk_is_digit(*p)); p++) {
        if (*p == '.') {
            fraction = true;
            continue;
        }
        if (!self.first && *p != '0')
            self.first = p;
        self.digits += self.first != NULL;
        if (self.first ? !fraction : fraction)
            self.point += fraction ? -1 : 1;
    }
    self.stop = p;
    if (p < end)
        self.point += read_exponent(p + 1, end);
    return self;
}

/* Clinger's fast path: both numbers are exact doubles, so that one operation rounds once. */
static bool quick_double(const decimal *self, double *value) {
#if FLT_EVAL_METHOD == 0
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int64_t exponent = self->point - (int64_t)self->digits;
    if (self->digits > 18 || exponent < -22 || exponent > 22)
        return false;
    uint64_t mantissa = 0;
    for (const char *p = self->first; p < self->stop; p++)
        if (*p != '.')
            mantissa = mantissa * 10 + (uint64_t)(*p - '0');
    if (mantissa > (uint64_t)1 << 53)
        return false;
    *value = exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
    return true;
#else
    (void)self;
    (void)value;
    return false;
#endif
}

/* numerator / divisor is the number, exactly (a tail of digits that decide nothing becomes one digit 1). */
static void exact_ratio(const decimal *self, pk_big *numerator, pk_big *divisor) {
    size_t taken = 0;
    bool rest = false;
    pk_big_set(numerator, 0);
    for (const char *p = self->first; p < self->stop; p++) {
        if (*p == '.')
            continue;
        if (taken < DECIDING_DIGITS) {
            pk_big_multiply(numerator, 10, (uint32_t)(*p - '0'));
            taken++;
        } else {
            rest = rest || *p != '0';
        }
    }
    if (rest) {
        pk_big_multiply(numerator, 10, 1);
        taken++;
    }
    int64_t exponent = self->point - (int64_t)taken;
    pk_big_set(divisor, 1);
    pk_big_multiply_power10(exponent < 0 ? divisor : numerator, (unsigned)(exponent < 0 ? -exponent : exponent));
}

/* Scale to 1 <= numerator / divisor < 2; returns the exponent of two that was taken out. */
static int scale_ratio(pk_big *numerator, pk_big *divisor) {
    int shift = (int)pk_big_bits(numerator) - (int)pk_big_bits(divisor);
    pk_big_shift(shift < 0 ? numerator : divisor, (unsigned)(shift < 0 ? -shift : shift));
    if (pk_big_compare(numerator, divisor) >= 0)
        return shift;
    pk_big_shift(numerator, 1);
    return shift - 1;
}

/* The next bit of the quotient; what remains moves up by one bit. */
static unsigned next_bit(pk_big *numerator, const pk_big *divisor) {
    bool bit = pk_big_compare(numerator, divisor) >= 0;
    if (bit)
        pk_big_subtract(numerator, divisor);
    pk_big_shift(numerator, 1);
    return bit;
}

static double from_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Long division bit by bit, then round half to even. Doubles below 2^-1022 have fewer bits. */
static double exact_double(const decimal *self) {
    pk_big numerator, divisor;
    exact_ratio(self, &numerator, &divisor);
    int exponent = scale_ratio(&numerator, &divisor);
    int precision = exponent >= -1022 ? 53 : 53 + 1022 + exponent;
    if (exponent > 1023)
        return HUGE_VAL;
    if (precision < 0)
        return 0;
    uint64_t mantissa = 0;
    for (int i = 0; i < precision; i++)
        mantissa = mantissa << 1 | next_bit(&numerator, &divisor);
    bool half = next_bit(&numerator, &divisor), more = numerator.size != 0;
    mantissa += half && (more || (mantissa & 1));
    /* The hidden bit adds one to the exponent, and so does a carry out of the mantissa. */
    uint64_t biased = exponent >= -1022 ? (uint64_t)(exponent + 1022) : 0;
    return from_bits((biased << 52) + mantissa);
}

double pk_number_double(pk_span text) {
    decimal number = read_decimal(text);
    double value = 0;
    if (!number.first || number.point < SMALLEST_POINT)
        value = 0;
    else if (number.point > LARGEST_POINT)
        value = HUGE_VAL;
    else if (!quick_double(&number, &value))
        value = exact_double(&number);
    return number.negative ? -value : value;
}

/* ---- double to text: Steele and White's free-format digits, as Burger and Dybvig put it ---- */

typedef struct digits {
    char text[18]; /* never more than 17 */
    int count;
    int point; /* 0.text x 10^point */
} digits;

/* remainder / scale is the number; `below` the half gap to the double below it, in the same scale. */
typedef struct generator {
    pk_big remainder, scale, below, sum;
    bool wide;      /* the gap above is twice the one below: just at a power of two */
    bool inclusive; /* an even mantissa also gets what lies on the edge of the gap */
} generator;

static bool reaches_above(generator *self) {
    pk_big_copy(&self->sum, &self->remainder);
    pk_big_add(&self->sum, &self->below);
    if (self->wide)
        pk_big_add(&self->sum, &self->below);
    return pk_big_compare(&self->sum, &self->scale) >= !self->inclusive;
}

static bool reaches_below(const generator *self) {
    return pk_big_compare(&self->remainder, &self->below) < self->inclusive;
}

static void start_generator(generator *self, uint64_t mantissa, int exponent) {
    self->wide = mantissa == (uint64_t)1 << 52 && exponent > -1074;
    self->inclusive = !(mantissa & 1);
    unsigned up = exponent > 0 ? (unsigned)exponent : 0, down = exponent < 0 ? (unsigned)-exponent : 0;
    pk_big_set(&self->remainder, mantissa);
    pk_big_shift(&self->remainder, up + 1 + self->wide);
    pk_big_set(&self->scale, 1);
    pk_big_shift(&self->scale, down + 1 + self->wide);
    pk_big_set(&self->below, 1);
    pk_big_shift(&self->below, up);
}

static int floor_divide(int a, int b) {
    return a / b - (a % b < 0);
}

/* Multiply so that the first digit stands just behind the point; returns how far the point moved. */
static int find_point(generator *self) {
    int bits = (int)pk_big_bits(&self->remainder) - (int)pk_big_bits(&self->scale);
    int point = floor_divide(bits * 30103, 100000) - 1;
    unsigned power = (unsigned)(point < 0 ? -point : point);
    pk_big_multiply_power10(point < 0 ? &self->remainder : &self->scale, power);
    if (point < 0)
        pk_big_multiply_power10(&self->below, power);
    for (; reaches_above(self); point++)
        pk_big_multiply(&self->scale, 10, 0);
    return point;
}

static void generate(digits *out, uint64_t mantissa, int exponent) {
    generator self;
    bool low, high;
    start_generator(&self, mantissa, exponent);
    out->point = find_point(&self);
    out->count = 0;
    do {
        pk_big_multiply(&self.remainder, 10, 0);
        pk_big_multiply(&self.below, 10, 0);
        char digit = '0';
        for (; pk_big_compare(&self.remainder, &self.scale) >= 0; digit++)
            pk_big_subtract(&self.remainder, &self.scale);
        low = reaches_below(&self);
        high = reaches_above(&self);
        if (low && high) {
            pk_big_shift(&self.remainder, 1);
            high = pk_big_compare(&self.remainder, &self.scale) >= 0;
        }
        out->text[out->count++] = (char)(digit + high);
    } while (!low && !high);
}

static size_t put_zeros(char *out, size_t count) {
    memset(out, '0', count);
    return count;
}

static size_t put_digits(char *out, const digits *number, int from, int until) {
    memcpy(out, number->text + from, (size_t)(until - from));
    return (size_t)(until - from);
}

static size_t put_exponent(char *out, int exponent) {
    size_t size = 0;
    out[size++] = 'e';
    if (exponent < 0)
        out[size++] = '-';
    unsigned rest = (unsigned)(exponent < 0 ? -exponent : exponent);
    if (rest >= 100)
        out[size++] = (char)('0' + rest / 100);
    if (rest >= 10)
        out[size++] = (char)('0' + rest / 10 % 10);
    out[size++] = (char)('0' + rest % 10);
    return size;
}

/* 1.5e-7 and 1e21 beyond the range in which people still count zeros; plain within. */
static size_t put_number(char *out, const digits *number) {
    int point = number->point, count = number->count;
    size_t size = 0;
    if (point < -5 || point > 21) {
        size += put_digits(out, number, 0, 1);
        if (count > 1) {
            out[size++] = '.';
            size += put_digits(out + size, number, 1, count);
        }
        return size + put_exponent(out + size, point - 1);
    }
    if (point <= 0) {
        size += put_zeros(out, 1);
        out[size++] = '.';
        size += put_zeros(out + size, (size_t)-point);
        return size + put_digits(out + size, number, 0, count);
    }
    int whole = count < point ? count : point;
    size += put_digits(out, number, 0, whole);
    size += put_zeros(out + size, (size_t)(point - whole));
    if (count == whole)
        return size;
    out[size++] = '.';
    return size + put_digits(out + size, number, whole, count);
}

size_t pk_double_format(double value, char out[32]) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t mantissa = bits & (((uint64_t)1 << 52) - 1);
    int biased = (int)(bits >> 52 & 0x7FF);
    size_t size = 0;
    if (bits >> 63)
        out[size++] = '-';
    if (biased || mantissa) {
        digits number;
        generate(&number, biased ? mantissa | (uint64_t)1 << 52 : mantissa, biased ? biased - 1075 : -1074);
        size += put_number(out + size, &number);
    } else {
        /* "-0" would be read as the integer 0 */
        memcpy(out + size, size ? "0.0" : "0", size ? 3 : 1);
        size += size ? 3 : 1;
    }
    out[size] = '\0';
    return size;
}
