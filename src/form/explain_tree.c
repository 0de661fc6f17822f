/**
 * @file form/explain_tree.c  An expression taken apart: every part with its value.
 *
 * The walker asks the evaluator for each part anew (pk_eval_node), so that a part is what the evaluator says it is.
 * The root comes first, with the steps that a judgement has: its value is the verdict's. What the evaluator does not
 * look at (the right side of a decided && or ||, the branch not taken) is shown as skipped.
 */
#include "form/explain.h"
#include "form/expr_internal.h"

/* A tree for the eye: beyond these it says how much more there was. */
enum { MOST_NODES = 400, MOST_ROUNDS = 12 };
/* Steps of one whole tree: a hostile expression is not computed once for each of its parts. */
#define MOST_STEPS (2 * PILKADA_MAX_EXPRESSION_STEPS)

typedef struct walk {
    pk_judging *judging;
    const pk_rule *rule;
    const pk_expr *expr;
    pk_eval in;
    uint32_t steps_left;
    size_t node_count;
} walk;

static pk_value value_of(walk *self, const pk_node *node) {
    pk_frame *frame = &self->judging->frame;
    uint32_t most = self->steps_left < PILKADA_MAX_EXPRESSION_STEPS ? self->steps_left : PILKADA_MAX_EXPRESSION_STEPS;
    frame->steps_left = most;
    pk_value value = pk_eval_node(&self->in, node);
    self->steps_left -= most - frame->steps_left;
    return value;
}

static bool is_truth(pk_value value, bool wanted) {
    return value.type == PK_BOOL && value.boolean == wanted;
}

static bool is_bad(pk_value value) {
    return value.type == PK_ERROR || value.type == PK_MISSING;
}

/* ---- growing ---- */

typedef struct branch {
    pk_explained_node *of, **last;
} branch;

/* NULL: no more are shown. */
static pk_explained_node *grow(walk *self, branch *at, const pk_node *node) {
    bool room = self->node_count < MOST_NODES && self->steps_left;
    pk_explained_node *made = room ? pk_arena_alloc_zero(&self->judging->answer->arena, 1, sizeof *made) : NULL;
    if (!made) {
        self->judging->failed = self->judging->failed || room;
        at->of->more++;
        return NULL;
    }
    self->node_count++;
    pk_span source = {self->expr->source.data + node->offset, node->end - node->offset};
    made->source = pk_span_trim(source);
    *at->last = made;
    at->last = &made->next;
    return made;
}

static void grow_parts(walk *self, pk_explained_node *made, const pk_node *node);

static void show(walk *self, pk_explained_node *made, const pk_node *node, pk_value value) {
    const pilkada_form *form = self->judging->form;
    const pk_field *field = node->op == PK_OP_SLOT ? pk_field_of_slot(form, self->rule->list, node->index) : NULL;
    made->exhibit = pk_exhibit_of(self->judging, value, field);
    for (int lang = 0; lang < 2 && value.type == PK_ERROR; lang++)
        made->error.text[lang] = pk_explain_error(form->catalogue, value.text, (pilkada_lang)lang);
    grow_parts(self, made, node);
}

/* A literal is its own explanation. */
static pk_value part(walk *self, branch *at, const pk_node *node) {
    if (node->op == PK_OP_LITERAL)
        return node->literal;
    pk_explained_node *made = grow(self, at, node);
    pk_value value = value_of(self, node);
    if (made)
        show(self, made, node, value);
    return value;
}

static void skip(walk *self, branch *at, const pk_node *node) {
    pk_explained_node *made = node->op == PK_OP_LITERAL ? NULL : grow(self, at, node);
    if (made)
        made->exhibit.shown = PK_SHOWN_SKIPPED;
}

/* ---- parts by the kind of node, in the order of the evaluator ---- */

static void grow_one(walk *self, branch *at, const pk_node *node) {
    if (node->a->op != PK_OP_ROOT) /* wilayah.tps is one thing */
        part(self, at, node->a);
}

static void grow_two(walk *self, branch *at, const pk_node *node) {
    part(self, at, node->a);
    part(self, at, node->b);
}

static void grow_logic(walk *self, branch *at, const pk_node *node) {
    pk_value left = part(self, at, node->a);
    if (is_truth(left, node->op == PK_OP_OR))
        skip(self, at, node->b);
    else
        part(self, at, node->b);
}

static void grow_choice(walk *self, branch *at, const pk_node *node) {
    pk_value condition = part(self, at, node->a);
    const pk_node *branches[] = {node->b, node->c};
    for (int i = 0; i < 2; i++) {
        if (is_truth(condition, i == 0))
            part(self, at, branches[i]);
        else
            skip(self, at, branches[i]);
    }
}

static void grow_list(walk *self, branch *at, const pk_node *node) {
    bool stopped = false;
    for (uint32_t i = 0; i < node->count; i++) {
        if (stopped)
            skip(self, at, node->parts[i]);
        else
            stopped = is_bad(part(self, at, node->parts[i]));
    }
}

/* ---- macros: the first items, and the one that decides ---- */

static pk_value round_of(walk *self, branch *at, const pk_node *node, pk_value item, const pk_node *body) {
    pk_explained_node **place = at->last;
    self->in.locals[node->index] = item;
    pk_value value = part(self, at, body);
    if (*place)
        (*place)->bound = pk_exhibit_of(self->judging, item, NULL).value;
    return value;
}

/* The value of an item, without a place in the tree. */
static pk_value peek(walk *self, const pk_node *node, pk_value item, const pk_node *body) {
    self->in.locals[node->index] = item;
    return value_of(self, body);
}

/* What the evaluator asks of every item first; then, for map(x, condition, value), the value. */
static const pk_node *question_of(const pk_node *node) {
    return node->op == PK_OP_MAP_LIST && node->c ? node->c : node->b;
}

static bool ends(const pk_node *node, pk_value answer) {
    if (node->op == PK_OP_ALL || node->op == PK_OP_EXISTS)
        return is_truth(answer, node->op == PK_OP_EXISTS);
    return is_bad(answer);
}

static void grow_rounds(walk *self, branch *at, const pk_node *node, pk_value over) {
    uint32_t stride = over.type == PK_MAP ? 2 : 1;
    bool ended = false;
    for (uint32_t i = 0; i < over.size && !ended && self->steps_left; i++) {
        pk_value item = over.items[i * stride];
        if (i >= MOST_ROUNDS && !ends(node, peek(self, node, item, question_of(node)))) {
            at->of->more++;
            continue;
        }
        pk_value answer = round_of(self, at, node, item, question_of(node));
        ended = ends(node, answer);
        if (node->op == PK_OP_MAP_LIST && node->c && is_truth(answer, true))
            ended = is_bad(round_of(self, at, node, item, node->b));
    }
}

static void grow_macro(walk *self, branch *at, const pk_node *node) {
    pk_value over = part(self, at, node->a);
    if (over.type == PK_LIST || over.type == PK_MAP)
        grow_rounds(self, at, node, over);
}

static void grow_parts(walk *self, pk_explained_node *made, const pk_node *node) {
    static void (*const growers[])(walk *, branch *, const pk_node *) = {
        [PK_OP_NOT] = grow_one,           [PK_OP_NEGATE] = grow_one,       [PK_OP_ADD] = grow_two,
        [PK_OP_SUBTRACT] = grow_two,      [PK_OP_MULTIPLY] = grow_two,     [PK_OP_DIVIDE] = grow_two,
        [PK_OP_MODULO] = grow_two,        [PK_OP_EQUAL] = grow_two,        [PK_OP_UNEQUAL] = grow_two,
        [PK_OP_LESS] = grow_two,          [PK_OP_LESS_EQUAL] = grow_two,   [PK_OP_GREATER] = grow_two,
        [PK_OP_GREATER_EQUAL] = grow_two, [PK_OP_IN] = grow_two,           [PK_OP_AND] = grow_logic,
        [PK_OP_OR] = grow_logic,          [PK_OP_CONDITION] = grow_choice, [PK_OP_INDEX] = grow_two,
        [PK_OP_SELECT] = grow_one,        [PK_OP_HAS] = grow_one,          [PK_OP_STATE] = grow_one,
        [PK_OP_LIST] = grow_list,         [PK_OP_MAP] = grow_list,         [PK_OP_CALL] = grow_list,
        [PK_OP_MATCHES] = grow_one,       [PK_OP_ALL] = grow_macro,        [PK_OP_EXISTS] = grow_macro,
        [PK_OP_EXISTS_ONE] = grow_macro,  [PK_OP_MAP_LIST] = grow_macro,   [PK_OP_FILTER] = grow_macro,
    };
    branch at = {made, &made->first};
    if (node->op < sizeof growers / sizeof *growers && growers[node->op])
        growers[node->op](self, &at, node);
}

const pk_explained_node *pk_explain_tree(pk_judging *self, const pk_rule *rule, const pk_expr *expr) {
    walk work = {.judging = self, .rule = rule, .expr = expr, .steps_left = MOST_STEPS};
    pk_explained_node stem = {.first = NULL};
    branch at = {&stem, &stem.first};
    work.in.frame = &self->frame;
    pk_explained_node *made = grow(&work, &at, expr->root);
    if (!made)
        return NULL;
    pk_value value = value_of(&work, expr->root); /* as pk_expr_eval() has it */
    if (value.type == PK_MISSING)
        value = pk_value_error("no such field");
    show(&work, made, expr->root, value);
    return made;
}
