/** @file pilkada/export.h  Linkage of the public symbols. */
#ifndef PILKADA_EXPORT_H
#define PILKADA_EXPORT_H

#if defined(__GNUC__) || defined(__clang__)
#define PILKADA_API __attribute__((visibility("default")))
#define PILKADA_MUST_USE __attribute__((warn_unused_result))
#else
#define PILKADA_API
#define PILKADA_MUST_USE
#endif

#ifdef __cplusplus
#define PILKADA_BEGIN extern "C" {
#define PILKADA_END }
#else
#define PILKADA_BEGIN
#define PILKADA_END
#endif

#endif
