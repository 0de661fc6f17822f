/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: f6032a3e10ea39aeb8e19cf9633a7298104634ae */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_getId, 0, 0, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_getForm, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Verdict_getVersion arginfo_class_Pilkada_Verdict_getForm

#define arginfo_class_Pilkada_Verdict_getRulebook arginfo_class_Pilkada_Verdict_getForm

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_isValid, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Verdict_maySubmit arginfo_class_Pilkada_Verdict_isValid

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_getFindings, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Verdict_getNotJudged arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_getComputed, 0, 0, IS_OBJECT, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_getDraft, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Verdict_toJson arginfo_class_Pilkada_Verdict_getForm

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_toText, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_changesSince, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, before, Pilkada\\Verdict, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_changesTextSince, 0, 1, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, before, Pilkada\\Verdict, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_toSarif, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, uri, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, line, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Verdict_toSarifRun arginfo_class_Pilkada_Verdict_toSarif

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Verdict_sarifLog, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, runs, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Verdict_jsonSerialize arginfo_class_Pilkada_Verdict_getComputed

#define arginfo_class_Pilkada_Board_count arginfo_class_Pilkada_Verdict_count

#define arginfo_class_Pilkada_Board_isComplete arginfo_class_Pilkada_Verdict_isValid

#define arginfo_class_Pilkada_Board_getCells arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Board_getFirstToCall, 0, 0, Pilkada\\Cell, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Board_getSummary arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Board_toJson, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, detail, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Board_toText arginfo_class_Pilkada_Verdict_toText

#define arginfo_class_Pilkada_Board_jsonSerialize arginfo_class_Pilkada_Verdict_getComputed

#define arginfo_class_Pilkada_Screening_getId arginfo_class_Pilkada_Verdict_getId

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Screening_getLevel, 0, 0, Pilkada\\Level, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Screening_getScore arginfo_class_Pilkada_Verdict_count

#define arginfo_class_Pilkada_Screening_count arginfo_class_Pilkada_Verdict_count

#define arginfo_class_Pilkada_Screening_getHits arginfo_class_Pilkada_Verdict_getFindings

#define arginfo_class_Pilkada_Screening_getSuppressed arginfo_class_Pilkada_Verdict_getFindings

#define arginfo_class_Pilkada_Screening_getNormal arginfo_class_Pilkada_Verdict_getId

#define arginfo_class_Pilkada_Screening_getLimits arginfo_class_Pilkada_Verdict_getDraft

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Screening_getBadBytes, 0, 0, IS_LONG, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Screening_getLeftOut arginfo_class_Pilkada_Screening_getBadBytes

#define arginfo_class_Pilkada_Screening_getNear arginfo_class_Pilkada_Verdict_getDraft

#define arginfo_class_Pilkada_Screening_getDisposisi arginfo_class_Pilkada_Verdict_getId

#define arginfo_class_Pilkada_Screening_toJson arginfo_class_Pilkada_Verdict_getForm

#define arginfo_class_Pilkada_Screening_toText arginfo_class_Pilkada_Verdict_toText

#define arginfo_class_Pilkada_Screening_jsonSerialize arginfo_class_Pilkada_Verdict_getComputed

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_ScreenStream_feed, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, piece, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_ScreenStream_finish, 0, 0, Pilkada\\Screening, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Pilkada_Screener___construct, 0, 0, 1)
	ZEND_ARG_TYPE_MASK(0, pack, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Screener_count arginfo_class_Pilkada_Verdict_count

#define arginfo_class_Pilkada_Screener_getPacks arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Screener_screen, 0, 1, Pilkada\\Screening, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, id, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, normal, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mask, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, explain, _IS_BOOL, 0, "false")
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, disposisi, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, near, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Screener_screenMany, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, texts, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, hits, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mask, _IS_BOOL, 0, "false")
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Screener_stream, 0, 0, Pilkada\\ScreenStream, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, id, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mask, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, explain, _IS_BOOL, 0, "false")
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, disposisi, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Rulebook_default, 0, 0, Pilkada\\Rulebook, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Rulebook_load, 0, 1, Pilkada\\Rulebook, 0)
	ZEND_ARG_TYPE_MASK(0, files, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Rulebook_fromBundle, 0, 1, Pilkada\\Rulebook, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_toBundle arginfo_class_Pilkada_Verdict_getForm

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_writeBundle, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_getHash arginfo_class_Pilkada_Verdict_getForm

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_message, 0, 1, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_region, 0, 1, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_regions arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_stages, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, date, DateTimeInterface, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_forms arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_form, 0, 1, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_schema arginfo_class_Pilkada_Rulebook_form

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_diff, 0, 2, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, version, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, toVersion, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_diffText, 0, 2, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, version, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, toVersion, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_formText, 0, 1, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_schedules arginfo_class_Pilkada_Verdict_getFindings

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_calendar, 0, 4, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, schedule, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, from, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, until, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, region, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_window, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, schedule, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, region, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_nextWindows, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, schedule, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, region, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, count, IS_LONG, 0, "1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Rulebook_judge, 0, 1, Pilkada\\Verdict, 0)
	ZEND_ARG_TYPE_MASK(0, report, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, form, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, context, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, draft, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, confirmed, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_explain, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_MASK(0, report, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, form, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, context, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, rule, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_explainText, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, report, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, form, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, context, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, rule, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_contentHash, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, report, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_ess, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, report, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, form, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, context, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, actor, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Rulebook_board, 0, 4, Pilkada\\Board, 0)
	ZEND_ARG_TYPE_INFO(0, receipts, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, from, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, until, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, schedule, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, regions, IS_ARRAY, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_recap, 0, 3, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, form, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, date, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO(0, reports, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, region, IS_STRING, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, approved, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reporter, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, previous, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, judged, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_recapText, 0, 3, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, form, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, date, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO(0, reports, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, version, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, region, IS_STRING, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, approved, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reporter, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, previous, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, format, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lang, IS_STRING, 0, "\"id\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, judged, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_chainStep, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, tier, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, role, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, state, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, by, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, action, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Rulebook_screen arginfo_class_Pilkada_Screener_screen

#define arginfo_class_Pilkada_Rulebook_screenMany arginfo_class_Pilkada_Screener_screenMany

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Pilkada_Rulebook_screener, 0, 0, Pilkada\\Screener, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, extra, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, alone, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Rulebook_check, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, names, IS_ARRAY, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Pilkada_Grid___construct, 0, 0, 4)
	ZEND_ARG_OBJ_INFO(0, rules, Pilkada\\Rulebook, 0)
	ZEND_ARG_TYPE_INFO(0, regions, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, from, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, until, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, schedule, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Pilkada_Grid_getRegions arginfo_class_Pilkada_Verdict_getFindings

#define arginfo_class_Pilkada_Grid_getDays arginfo_class_Pilkada_Verdict_count

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Grid_add, 0, 3, IS_VOID, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, time, DateTimeInterface, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, region, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, key, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unit, IS_STRING, 0, "\"s\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Grid_addMany, 0, 3, IS_VOID, 0)
	ZEND_ARG_TYPE_MASK(0, times, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_MASK(0, regions, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_MASK(0, keys, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unit, IS_STRING, 0, "\"s\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Grid_cell, 0, 3, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO(0, region, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, date, DateTimeInterface, MAY_BE_STRING, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Grid_states, 0, 1, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Grid_counts, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, onTime, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Pilkada_Grid_getSummary, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, now, DateTimeInterface, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()


