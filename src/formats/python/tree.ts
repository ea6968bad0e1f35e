// What a Python expression is made of: the shapes of CPython's own syntax tree, without places and contexts.
import type { Value } from '../../files/values.ts'

/** `isUnicode`: a text written with the prefix `u`, which CPython remembers. */
export type Constant = { kind: 'constant'; value: Value; isUnicode?: boolean }
export type Name = { kind: 'name'; id: string }
export type Sequence = { kind: 'list' | 'tuple' | 'set'; items: Expression[] }
/** An entry without a key is `**value`. */
export type Dictionary = { kind: 'dict'; entries: { key: Expression | null; value: Expression }[] }
/** A keyword without a name is `**value`; positional arguments may be `starred`. */
export type CallExpression = {
  kind: 'call'
  callee: Expression
  positional: Expression[]
  keywords: { name: string | null; value: Expression }[]
}
export type Attribute = { kind: 'attribute'; object: Expression; name: string }
export type Subscript = { kind: 'subscript'; object: Expression; index: Expression }
export type Slice = {
  kind: 'slice'
  lower: Expression | null
  upper: Expression | null
  step: Expression | null
}
export type Starred = { kind: 'starred'; value: Expression }

export type UnaryOperator = '-' | '+' | '~' | 'not'
export type Unary = { kind: 'unary'; operator: UnaryOperator; operand: Expression }
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '<<' | '>>' | '|' | '&' | '^' | '@'
export type Binary = { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
export type Logical = { kind: 'logical'; operator: 'and' | 'or'; values: Expression[] }
export type Comparator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in'
/** `first operators[0] rest[0] operators[1] rest[1] …` */
export type Comparison = {
  kind: 'comparison'
  first: Expression
  operators: Comparator[]
  rest: Expression[]
}
export type Conditional = { kind: 'conditional'; test: Expression; body: Expression; otherwise: Expression }

export type Parameter = { name: string; otherwise: Expression | null }
export type Parameters = {
  positionalOnly: Parameter[]
  plain: Parameter[]
  rest: string | null
  keywordOnly: Parameter[]
  keywords: string | null
}
export type Lambda = { kind: 'lambda'; parameters: Parameters; body: Expression }

export type Clause = { isAsync: boolean; target: Expression; source: Expression; conditions: Expression[] }
export type Comprehension = {
  kind: 'listComprehension' | 'setComprehension' | 'generator'
  element: Expression
  clauses: Clause[]
}
export type DictComprehension = {
  kind: 'dictComprehension'
  key: Expression
  value: Expression
  clauses: Clause[]
}
export type Assignment = { kind: 'assignment'; target: Name; value: Expression }
export type Await = { kind: 'await'; value: Expression }
export type Yield = { kind: 'yield'; value: Expression | null }
export type YieldFrom = { kind: 'yieldFrom'; value: Expression }

export type Formatted = {
  kind: 'formatted'
  value: Expression
  conversion: 's' | 'r' | 'a' | null
  format: FormatString | null
}
/** An f-string: texts as constants, between them what is put in. */
export type FormatString = { kind: 'formatString'; parts: (Constant | Formatted)[] }

export type Expression =
  | Constant
  | Name
  | Sequence
  | Dictionary
  | CallExpression
  | Attribute
  | Subscript
  | Slice
  | Starred
  | Unary
  | Binary
  | Logical
  | Comparison
  | Conditional
  | Lambda
  | Comprehension
  | DictComprehension
  | Assignment
  | Await
  | Yield
  | YieldFrom
  | FormatString
