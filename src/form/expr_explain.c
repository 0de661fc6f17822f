/** @file form/expr_explain.c  Which comparison made an expression false? */
#include "form/expr_internal.h"

/* A side with more parts than this explains nothing. */
enum { MOST_PARTS = 1000 };

typedef struct search {
    pk_eval in;
    pk_frame *frame;
} search;

static bool is_comparison(const pk_node *node) {
    return node->op >= PK_OP_EQUAL && node->op <= PK_OP_IN;
}

/* A fresh evaluation each time: explaining is the rare way. Macro variables in `locals` stay bound. */
static pk_value value_of(search *self, const pk_node *node) {
    return pk_eval_node(&self->in, node);
}

static bool is(search *self, const pk_node *node, bool wanted) {
    pk_value v = value_of(self, node);
    return v.type == PK_BOOL && v.boolean == wanted;
}

static const pk_node *decide(search *self, const pk_node *node, bool outcome);

/* false by an item: bind it and look inside. true is decided by all of them together. */
static const pk_node *decide_macro(search *self, const pk_node *node, bool outcome) {
    bool wanted = node->op == PK_OP_EXISTS;
    pk_value over = value_of(self, node->a);
    if ((node->op != PK_OP_ALL && node->op != PK_OP_EXISTS) || outcome != wanted || over.type != PK_LIST)
        return NULL;
    for (uint32_t i = 0; i < over.size; i++) {
        self->in.locals[node->index] = over.items[i];
        if (is(self, node->b, wanted))
            return decide(self, node->b, wanted);
        if (!pk_eval_step(&self->in, 1))
            return NULL;
    }
    return NULL;
}

/* `outcome` is known to be the value of `node`. */
static const pk_node *decide(search *self, const pk_node *node, bool outcome) {
    const pk_node *left;
    switch ((pk_op)node->op) {
    case PK_OP_NOT:
        return decide(self, node->a, !outcome);
    case PK_OP_AND:
    case PK_OP_OR:
        if (outcome == (node->op == PK_OP_OR)) /* one side is enough */
            return is(self, node->a, outcome) ? decide(self, node->a, outcome) : decide(self, node->b, outcome);
        left = decide(self, node->b, outcome); /* both sides: in !(a) || b it is b that had to hold */
        return left ? left : decide(self, node->a, outcome);
    case PK_OP_CONDITION:
        return decide(self, is(self, node->a, true) ? node->b : node->c, outcome);
    case PK_OP_ALL:
    case PK_OP_EXISTS:
        return decide_macro(self, node, outcome);
    default:
        return is_comparison(node) ? node : NULL;
    }
}

static pk_span source_of(const pk_expr *self, const pk_node *node) {
    return pk_span_trim((pk_span){self->source.data + node->offset, node->end - node->offset});
}

bool pk_expr_deciding(const pk_expr *self, pk_frame *frame, pk_value *left, pk_value *right, pk_span *left_source,
                      pk_span *right_source) {
    search work = {.frame = frame};
    work.in.frame = frame;
    const pk_node *node = is(&work, self->root, false) ? decide(&work, self->root, false) : NULL;
    if (!node)
        return false;
    *left = value_of(&work, node->a);
    *right = value_of(&work, node->b);
    *left_source = source_of(self, node->a);
    *right_source = source_of(self, node->b);
    return left->type != PK_ERROR && right->type != PK_ERROR && pk_value_is_small(*left, MOST_PARTS) &&
           pk_value_is_small(*right, MOST_PARTS);
}
