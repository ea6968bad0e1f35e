"""Replies of its own making, mutated, and what the official decoders make of them.

    pip install bfcl-eval==2025.8.5 soundfile
    python test/reference/bfcl_decode.py KIND OUT [--count N] [--seed N] [--longest N]

KIND is python, java, javascript, one of the dialects in KINDS below, or all. The golden file in
test/benchmarks/bfcl/golden is `all decode.jsonl.gz --count 300 --seed 7 --longest 600`. One JSON line a reply:
{"kind", "reply", "calls": repr of what decode_ast gives, or "error": [class, text]; "texts": what decode_execute gives,
or null where it raises}.
"""
import argparse
import copy
import gzip
import json
import random
import signal
import warnings

warnings.simplefilter("ignore")

from bfcl_eval.model_handler.api_inference.mistral import MistralHandler
from bfcl_eval.model_handler.api_inference.openai_completion import OpenAICompletionsHandler
from bfcl_eval.model_handler.local_inference.granite import GraniteFunctionCallingHandler
from bfcl_eval.model_handler.local_inference.granite_3 import Granite3FCHandler
from bfcl_eval.model_handler.local_inference.hammer import HammerHandler
from bfcl_eval.model_handler.local_inference.hermes import HermesHandler
from bfcl_eval.model_handler.local_inference.llama_3_1 import LlamaHandler_3_1
from bfcl_eval.model_handler.local_inference.mistral_fc import MistralFCHandler
from bfcl_eval.model_handler.local_inference.phi import PhiHandler
from bfcl_eval.model_handler.local_inference.qwen_fc import QwenFCHandler
from bfcl_eval.model_handler.local_inference.salesforce_llama import SalesforceLlamaHandler
from bfcl_eval.model_handler.utils import default_decode_ast_prompting, default_decode_execute_prompting

NAMES = ["f", "get_weather", "math.factorial", "a.b.c", "Ünï", "_x", "print", "match", "calc2", "x1.y2", "data", "value", "true", "null", "None", "class", "for"]
KEYS = ["a", "b", "city", "base", "é", "from_", "x", "unit", "n", "print", "a", "_", "type", "lambda", "True"]
TEXTS = ["Paris", "it's", 'say "hi"', "", " ", "x, y", "[1]", "a\\nb", "tab\\t", "\\x41", "\\u00e9", "\\N{DEGREE SIGN}", "\\q", "é", "日本", "🙂", "\\ud83d", "\\101", "C:\\\\dir", "\\", "2024-01-05", "{x}", "{{", "#", "f(a=1)", "\n", "\r\n", "\x0c", "\u2028", "\xa0", "%s", "\\\n", "}", "\\x4", "\\N{LATIN SMALL LETTER E WITH ACUTE}", "\\400", "\\0", "\\U0001F642", "\\U00110000", "\x7f", "\x00"]
NUMBERS = ["0", "1", "-1", "007", "1_000", "1__0", "0x1F", "0xg", "0o17", "0b101", "1.5", ".5", "5.", "1e5", "1E-3", "1e400", "-1e400", "1j", "2.5J", "1e", "1.5.2", "12345678901234567890", "9007199254740993", "0.1", "1e16", "1e-5", "-0", "-0.0", "0_0", "00", "1_", "1if 1else 2", "0xfor", "3.14159265358979", "123456789.123456789", "1e22", "1e23", "5e-324", "0.30000000000000004", "100000000000000000000.0", "1k", "٣", "- 5", "--5", "+5", "~5", "not 1", "-True", "-None", "-'x'", "1 000", "9" * 4300, "9" * 4301, "0x" + "f" * 5000]
CLEAN_NUMBERS = [n for n in NUMBERS if n not in ("007", "1__0", "0xg", "1e", "1.5.2", "1_", "0xfor", "1k", "٣", "-None", "-'x'", "1 000", "9" * 4301, "--5")]
CLEAN_TEXTS = [t for t in TEXTS if t not in ("\\", "\n", "\r\n", "\\x4", "\\U00110000", "\x00")]
PREFIXES = ["", "", "", "", "", "", "r", "b", "u", "f", "rb", "Rb", "fr", "F", "U", "ub", "x"]


class Random(random.Random):
    """`clean`: what it makes is mostly a valid call."""

    clean = False


def text(rng):
    if rng.clean:
        quote = rng.choice(["'", '"', "'", '"', "'''", '"""'])
        body = "".join(rng.choice(CLEAN_TEXTS) for _ in range(rng.choice([1, 1, 1, 2, 3])))
        return rng.choice(["", "", "", "", "u", "r"]) + quote + body.replace("\\" + quote[0], quote[0]).replace(quote[0], "\\" + quote[0]) + quote
    body = "".join(rng.choice(TEXTS) for _ in range(rng.choice([1, 1, 1, 2, 3])))
    quote = rng.choice(["'", '"', "'", '"', "'", '"', "'''", '"""', "“", "‘", "`"])
    prefix = rng.choice(PREFIXES)
    if rng.random() < 0.8 and len(quote) == 1:
        body = body.replace(quote, "\\" + quote)
    closing = quote if rng.random() < 0.97 else rng.choice(["", "'", '"'])
    return prefix + quote + body + closing


def format_text(rng, depth):
    parts = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        if rng.random() < 0.4:
            parts.append(rng.choice(["a", " ", "{{", "}}", "é", "\\n", "\\N{DEGREE SIGN}", "\\", "{", "}", "#"]))
            continue
        inner = expression(rng, depth + 2) if rng.random() < 0.6 else rng.choice(["x", "x + 1", "a['k']", "lambda: 1", "(lambda: 1)", "{1: 2}", " {1: 2}['a']", "x!r", "a == b", "a != b", "a<=b", "a>b", "*a", "*a,", "yield", "a:=1", "(a:=1)", "", " ", "'a' 'b'", "\"q\"", "f'{y}'", "a, b", "x for x in y", "a if b else c", "a\\n", "a#", "a)", "(a", "'a", "not a", "-1", "await x", "x \n"])
        inner += rng.choice(["", "", "", "=", " = ", "!r", "!s", "!a", "!z", "! r", "=!r", "=!s"]) + rng.choice(["", "", "", ":>10", ":{w}", ":{w!r}.{p}", ":{a:{b}}", ":", ":%Y", ":{{}}", ":}", ":\\n", ":{x:{y:{z}}}"])
        parts.append("{" + inner + "}")
    quote = rng.choice(["'", '"', '"""', "'''"])
    return rng.choice(["f", "F", "fr", "rf", "Rf"]) + quote + "".join(parts) + quote


def sequence(rng, depth, opening, closing, low=0):
    items = [expression(rng, depth + 1) for _ in range(rng.choice([low, 1, 2, 3]))]
    if rng.random() < 0.05 and items:
        items[0] = "*" + items[0]
    return opening + ", ".join(items) + ("," if items and rng.random() < 0.15 else "") + closing


def comprehension(rng, depth):
    target = rng.choice(["x", "x", "x, y", "(x, y)", "[x, *y]", "x.y", "x[0]", "*x", "*x, y", "x,", "f()", "1", "(x)", "x + y", "None", "(x, y), z", "a if b else c", "lambda: 1", "'s'", "()", "(*x, y)", "(*x)", "x.y()", "{}", "...", "-x", "x for x in y"])
    clause = rng.choice(["for", "for", "for", "async for"]) + f" {target} in {expression(rng, depth + 2)}"
    if rng.random() < 0.3:
        clause += f" if {expression(rng, depth + 2)}"
    if rng.random() < 0.1:
        clause += " for z in x"
    element = rng.choice(["x", "x", "(x, y)", "x: y", "*x", "**x", "f(x)", "y := x", "x, y"])
    opening, closing = rng.choice(["[]", "{}", "()", "[]"])
    return f"{opening}{element} {clause}{closing}"


def operation(rng, depth):
    operator = rng.choice(["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "|", "&", "^", "@", "and", "or", "<", "==", "!=", "is", "is not", "in", "not in", ">=", "<>", ":=", "="])
    space = rng.choice([" ", " ", ""]) if not operator[0].isalpha() else " "
    return expression(rng, depth + 1) + space + operator + space + expression(rng, depth + 1)


def clean_expression(rng, depth):
    kind = rng.random()
    if depth > 3 or kind < 0.45:
        return rng.choice(CLEAN_NUMBERS) if rng.random() < 0.5 else text(rng)
    if kind < 0.5:
        return rng.choice(["True", "False", "None", "true", "null", "x", "...", "b'x'", "b'\\x00\\xff' b'c'"])
    if kind < 0.65:
        opening, closing = rng.choice(["[]", "[]", "()"])
        return sequence(rng, depth, opening, closing)
    if kind < 0.78:
        entries = [f"{rng.choice([text, lambda r: r.choice(CLEAN_NUMBERS), lambda r: r.choice(['x', 'None', '(1, 2)', 'True', '1', '1.0'])])(rng)}: {expression(rng, depth + 1)}" for _ in range(rng.choice([0, 1, 2, 3]))]
        return "{" + ", ".join(entries) + "}"
    if kind < 0.86:
        return call(rng, depth + 1)
    if kind < 0.9:
        return rng.choice(["x", "a.b", "f(1)", "[1, 2]", "'s'", "(1, 2)"]) + "[" + rng.choice(["0", "1:2", "::2", "1:2, 3", "'k'", "-1", "x, y", "f(x)", "(1, 2)", "()", "1:", ":"]) + "]"
    if kind < 0.96:
        return arithmetic(rng)
    # Calls without keywords keep the text of any expression.
    rng.clean = False
    inner = expression(rng, depth + 1)
    rng.clean = True
    return rng.choice(["g", "a.b", "x[1]", "(lambda: 1)"]) + "(" + inner + ")"


def arithmetic(rng):
    return rng.choice(["2*3", "1/0", "7//2", "-7//2", "7%3", "-7 % 3", "2**10", "2**-1", "2**0.5", "1+2.5", "'a'+'b'", "'a'*3", "3*'a'", "'a' 'b'*2", "[1]+[2]", "[1]*2", "(1,)+(2,)", "1-2-3", "2**3**2", "-2**2", "(1+2)*3", "1<<3", "5&3", "5|3", "5^3", "5>>1", "1+x", "True+1", "1e308*10", "1.5//0.5", "0.1+0.2", "10**20", "10**400+0.5", "'a'-'b'", "'%s' % 'x'", "'%d items' % 3", "24*60*60", "1+1j", "2*1j", "{1}|{2}", "{'a':1}|{'b':2}", "b'a'+b'b'", "1 + (2 if True else 3)", "1 + len('abc')", "1 + int('5')", "3 + abs(-2)", "1 + max(1, 2)", "[1, 2][0] + 1", "'ab'[0] + 'c'", "1 + None", "2.0**3", "10/4", "9/3", "7.5%2", "-7.5//2", "1_000*2", "0.1*3", "1 + -1", "1 - -1", "100/7", "1e16+1", "5 % -3", "2*(3+4)*5", "1 @ 2", "3 - 5.0", "6 * 1.1", "1 + True", "[1, 'a'] + [None]", "'x' + str(5)", "0.07 * 100", "1 + 1 == 2", "not 1 + 1", "9**9", "(1, 2) * 2", "1 +", "* 2"])


def expression(rng, depth=0):
    if rng.clean:
        return clean_expression(rng, depth)
    kind = rng.random()
    if depth > 4 or kind < 0.3:
        return rng.choice(NUMBERS) if rng.random() < 0.5 else text(rng)
    if kind < 0.38:
        return rng.choice(["True", "False", "None", "true", "null", "x", "a.b", "...", "NaN", "print", "inf", "a.b.c", "self", "await x", "lambda", "yield"])
    if kind < 0.48:
        return sequence(rng, depth, "[", "]")
    if kind < 0.53:
        return sequence(rng, depth, "(", ")")
    if kind < 0.56:
        return sequence(rng, depth, "{", "}")
    if kind < 0.66:
        entries = [f"{expression(rng, depth + 3)}{rng.choice([': ', ':', ' : '])}{expression(rng, depth + 1)}" for _ in range(rng.choice([0, 1, 2, 3]))]
        if rng.random() < 0.05:
            entries.append("**" + rng.choice(["x", "{}", "{'a': 1}"]))
        return "{" + ", ".join(entries) + "}"
    if kind < 0.74:
        return call(rng, depth + 1)
    if kind < 0.79:
        return rng.choice(["x", "a.b", "f(1)", "[1, 2]", "'s'", "(1, 2)"]) + "[" + rng.choice(["0", "1:2", "::2", "1:2, 3", "'k'", "-1", "x, y", "*a", "a:=1", "...", "", "1:", ":", "f(x)", "(1, 2)", "1:2:3:4", "lambda: 1", "()"]) + "]"
    if kind < 0.84:
        return arithmetic(rng)
    if kind < 0.88:
        return operation(rng, depth)
    if kind < 0.90:
        return comprehension(rng, depth)
    if kind < 0.92:
        return rng.choice(["lambda: 1", "lambda x: x + 1", "lambda *a, b=1, **k: 0", "lambda x, /, y: 0", "lambda x=1, y: 0", "lambda *: 0", "lambda *, a: a", "lambda **k, a: 0", "lambda x: lambda y: x", "lambda /, x: 0", "lambda x,: 0", "lambda *a, *b: 0", "lambda x y: 0", "lambda (x): 0", "lambda x, *, y=(1, 2), **k: {x: y}"])
    if kind < 0.94:
        return f"{expression(rng, depth + 2)} if {expression(rng, depth + 2)} else {expression(rng, depth + 2)}"
    if kind < 0.96:
        return "(" + expression(rng, depth + 1) + ")"
    if kind < 0.98:
        return format_text(rng, depth)
    return text(rng) + " " + text(rng)


def call(rng, depth=0):
    given = []
    for _ in range(rng.choice([0, 1, 1, 2, 2, 3])):
        value = expression(rng, depth + 1)
        shape = rng.random()
        if rng.clean:
            given.insert(0 if shape > 0.9 and not any("=" in g for g in given[:1]) else len(given), value if shape > 0.9 and not given else rng.choice(KEYS[:10]) + "=" + value)
            continue
        if shape < 0.8:
            given.append(rng.choice(KEYS) + rng.choice(["=", "=", "=", " = ", ": ", "=="]) + value if rng.random() < 0.1 else rng.choice(KEYS[:10]) + "=" + value)
        elif shape < 0.93:
            given.append(value)
        else:
            given.append(rng.choice(["*", "**", "a.b=", "'a'=", "1=", "(a)=", "a:=", "*a:="]) + value)
    if rng.random() < 0.03 and not rng.clean:
        given.append("x for x in y")
    joint = rng.choice([", ", ", ", ",", " , ", ",\n", ",\n    ", ", # c\n", " ", ";"]) if rng.random() < 0.3 and not rng.clean else rng.choice([", ", ",", ",\n  "])
    callee = rng.choice(NAMES[:9]) if rng.clean else rng.choice(NAMES) if rng.random() < 0.95 else rng.choice(["f(1)", "x[0]", "(f)", "f.g()", "'s'.join", "1 .f", "lambda: 0", "f().g.h", "-f"])
    return callee + rng.choice(["(", "(", "(", " (", "(\n"]) + joint.join(given) + rng.choice([")", ")", ")", ",)", " )", "\n)"])


NASTY = list("()[]{}'\"`\\,=:;.#@!$%&*+-/<>?^_|~ \t\n\r\x0c0a9é“”\u200b\xa0\ufeff\x00\x01") + ["\r\n", "\ud800", "'''", '"""', "**", ":=", "->", "...", "lambda ", " if ", " else ", " for x in y", "not ", "await ", "\\\n", "0x", "1_0", "//", "==", "!=", "f'", "b'", "async ", "🙂"]


def mutate(rng, reply):
    for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3])):
        at = rng.randrange(len(reply) + 1)
        kind = rng.random()
        if kind < 0.3:
            reply = reply[:at] + reply[at + 1:]
        elif kind < 0.65:
            reply = reply[:at] + rng.choice(NASTY) + reply[at:]
        elif kind < 0.75:
            reply = reply[:at]
        elif kind < 0.85:
            end = min(len(reply), at + rng.randrange(1, 8))
            reply = reply[:end] + reply[at:end] + reply[end:]
        elif kind < 0.95 and reply:
            at = min(at, len(reply) - 1)
            reply = reply[:at] + rng.choice(NASTY) + reply[at + 1:]
        else:
            reply = reply[at:]
    return reply


WRAPS = ["{}", "{}", "{}", "{}", "[{}]", "[{}]", "[{}]", "[{}]", "```{}```", "```python\n{}\n```", "`{}`", " [{}] ", "[\n{}\n]", "[\n    {}\n]", "[ {}]", "\n\n[{}]\n\n", "Sure! [{}]", "[{}] done.", "'{}'", "['{}']", "[[{}]]", "({})", "{{{}}}", "({},)", "[{},]", "[\n{},\n]", "[{}] # note", "# note\n{}", "[{}]\n", "\t[{}]", "[\\\n{}]", "x = [{}]", "print({})", "[{}\n]", "[{}\n ]", "-{}", "not {}", "await {}", "[{}].", "{};"]


def python_reply(rng):
    rng.clean = rng.random() < 0.6
    kind = rng.random()
    if kind < 0.03:
        return mutate(rng, expression(rng))
    if kind < 0.05:
        return rng.choice(["", "[]", "None", "I cannot help with that.", "()", "[", "]", "`", "''", "[[]]", "{}", "[()]", "1", "x", "f", "f.g", "[f]", "[f, g()]", "...", "f()" * 3, "\n", "[,]", "f()[0]", "[f()][0]", "(" * 150 + ")" * 150, "(" * 250 + ")" * 250, "f(a=" * 199 + ")" * 199, "f(a=" + "[" * 199 + "]" * 199 + ")", "f(a=g(" + "[" * 60 + "]" * 60 + "))", "f(a=" + "-" * 50 + "1)", "f(a=" + "1+" * 100 + "1)", "f(a=" + "not " * 50 + "1)", "g" + "()" * 50, "a" + ".b" * 500 + "(x=1)"])
    calls = ", ".join(call(rng) for _ in range(rng.choice([1, 1, 1, 2, 3])))
    if rng.random() < 0.05:
        calls = calls.replace(", ", ",\n")
    reply = rng.choice(WRAPS[:14] if rng.clean else WRAPS).format(calls)
    return reply if rng.clean and rng.random() < 0.6 else mutate(rng, reply)


class TooLong(BaseException):
    """Python would work on a power of powers until its memory ends: such rows are left out."""


def stop(*_):
    raise TooLong()


signal.signal(signal.SIGALRM, stop)


JAVA_VALUES = ["1", "5L", "1.5f", "2.0", "true", "null", "\"Paris\"", "\"it's \\\"x\\\"\"", "'c'", "\"\"", "'\\n'", "new int[]{1, 2}", "new String[]{\"a\", \"b\"}", "new int[3]", "new int[][]{{1, 2}, {3}}", "new ArrayList<String>(Arrays.asList(\"a\", \"b\"))", "new ArrayList<>()", "new HashMap<String, Integer>()", "new HashMap<String, Integer>() {{ put(\"a\", 1); put(\"b\", 2); }}", "Arrays.asList(1, 2)", "List.of(1, 2)", "x", "a.b", "a.b.c", "a.b()", "f(1, 2)", "(int) 5", "true ? 1 : 2", "x -> x + 1", "(a, b) -> a", "String::valueOf", "int.class", "Foo.class", "String[].class", "x + 1", "-1", "!x", "a[0]", "a = 1", "new Foo(x, y)", "new Foo(a = 1)", "new a.b.Foo()", "new Foo<>(\"x\", 'y', 1)", "new Foo[]{}", "{1, 2}", "this", "this.x", "super.y()", "0x1F", "1_000", "0b11", "1e5", ".5", "\"é\"", "\"日本\"", "'🙂'", "\"🙂\"", "/* c */ 1", "1 // c\n", "\"\"\"\nblock\n\"\"\"", "(x)", "((1))", "x++", "a instanceof B", "switch (x) { default -> 1; }", "new int[]{}", "Color.RED", "@A x", "", "undefined", "None", "[1, 2]", "'multi'", "\"unclosed", "new Object() { int x = 1; }", "(String) null", "a ? b : c", "new Foo() {}", "new Thread(() -> { run(); })", "() -> {}", "a == b", "a.<T>f()", "new HashMap<String, List<Integer>>()", "Map.of(\"a\", 1)", "char", "1, 2", "java.util.Date"]
JAVA_NAMES = ["f", "get", "a.b", "GeometryPresentation.createPresentation", "com.x.Y.z", "é", "this.f", "new Foo().bar", "f(1).g", "x[0].h", "super.f", "f.<T>g", "日本.f", "String", "int", "obj.getX", "_a", "$b", "\"s\".length"]


def java_reply(rng):
    rng.clean = False
    calls = []
    for _ in range(rng.choice([1, 1, 1, 1, 1, 2])):
        given = []
        for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4])):
            value = rng.choice(JAVA_VALUES)
            given.append(value if rng.random() < 0.12 else rng.choice(["a", "b", "c", "é", "map", "this.x", "a", "arr[0]", "int", "日本"][: 4 if rng.random() < 0.85 else 10]) + rng.choice(["=", "=", " = ", " = ", ": ", "+=", "/*c*/=", "= /*c*/ "][: 4 if rng.random() < 0.85 else 8]) + value)
        calls.append(rng.choice(JAVA_NAMES[: 6 if rng.random() < 0.8 else 19]) + "(" + rng.choice([", ", ",", ",\n    "]).join(given) + ")")
    wrap = rng.choice(["{}", "{}", "[{}]", "[{}]", "[{}]", "{};", "[{};]", "```java\n{}\n```", "`{}`", "[\n{}\n]", "int x = {};", "[{}", "{}]", "return {};", "// c\n{}", "[é; {}]", "class A {{ void m() {{ {}; }} }}", "System.out.println({});", "new Foo({})", "if (x) {{ {}; }}", "{} // done", "'{}'", "[[{}]]", "x.y({})", "({})", "!{}"])
    reply = wrap.format(rng.choice([", ", ", ", "; ", ";\n", "\n", "."]).join(calls))
    return reply if rng.random() < 0.55 else mutate(rng, reply)


JS_VALUES = ["1", "1.5", "true", "false", "null", "undefined", "\"Paris\"", "'x'", "'it\\'s'", "`t`", "`a${b}c`", "[1, 2]", "['a', \"b\"]", "{a: 1}", "{'a': [1, {b: 2}]}", "{}", "[]", "x", "a.b", "f(1)", "x => x + 1", "(a, b) => { return a; }", "function() { return 1; }", "async () => {}", "new Map()", "new Date('2024')", "/re/g", "-1", "!x", "1n", "0x1F", "1_000", "a ? b : c", "a = 1", "a + b", "'a' + 'b'", "\"a\" + \"b\"", "'a' + \"b\"", "...x", "a?.b", "a ?? b", "typeof x", "await x", "class {}", "this", "NaN", "Infinity", "\"é\"", "'日本'", "'🙂'", "/* c */ 1", "1 // c\n", "", "None", "True", "(1, 2)", "(x)", "{a, b}", "{...a}", "[...a]", "x++", "'unclosed", "<div/>", "<a>x</a>", "@x", "#p", "a[0]", "a['b']", "{a() {}}", "{get a() { return 1; }}", "f`x`", "yield", "super.x", "import('x')", "void 0", "delete a.b", "a as b", "1, 2", "'\"'", "\"'\"", "\"", "''", "let", "async", "new.target", "{'a': 1, \"b\": 'c'}", "[[1, 2], [3, 4]]", "new Array(1, 2)", "{\"k\": true}", "a in b", "a && b"]
JS_NAMES = ["f", "getData", "a.b", "a.b.c", "é", "this.f", "new Foo().bar", "f(1)", "f(1).g", "x[0]", "a?.b", "await f", "(f)", "(() => 1)", "function() {}", "import", "super", "async", "$", "_a", "日本.f"]


def javascript_reply(rng):
    rng.clean = False
    calls = []
    for _ in range(rng.choice([1, 1, 1, 1, 1, 2])):
        given = []
        for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4])):
            value = rng.choice(JS_VALUES)
            given.append(value if rng.random() < 0.12 else rng.choice(["a", "b", "c", "é", "data", "this.x", "a", "arr[0]", "{a}", "[a]", "日本"][: 5 if rng.random() < 0.85 else 11]) + rng.choice(["=", "=", " = ", " = ", ": ", "+=", "/*c*/=", "= /*c*/ ", "==", "=>"][: 4 if rng.random() < 0.85 else 10]) + value)
        calls.append(rng.choice(JS_NAMES[: 5 if rng.random() < 0.8 else 21]) + rng.choice(["(", "(", "(", " (", "?.("]) + rng.choice([", ", ",", ",\n    "]).join(given) + ")")
    wrap = rng.choice(["{}", "{}", "[{}]", "[{}]", "[{}]", "{};", "[{};]", "```javascript\n{}\n```", "`{}`", "[\n{}\n]", "const x = {};", "[{}", "{}]", "return {};", "// c\n{}", "[é; {}]", "function m() {{ {}; }}", "console.log({});", "new Foo({})", "if (x) {{ {}; }}", "{} // done", "'{}'", "[[{}]]", "x.y({})", "({})", "!{}", "await {}", "{}`t`", "#!x\n{}", "<!-- {}"])
    reply = wrap.format(rng.choice([", ", ", ", "; ", ";\n", "\n", "."]).join(calls))
    return reply if rng.random() < 0.55 else mutate(rng, reply)


def outcome(decode, reply):
    try:
        return {"calls": repr(decode(reply))}
    except TooLong:
        raise
    except BaseException as error:
        return {"error": [type(error).__name__, str(error)]}


def texts_of(execute, reply):
    try:
        return execute(reply)
    except BaseException:
        return None


def plain(kind, language, make):
    def row(rng):
        reply = make(rng)
        line = {"kind": kind, "reply": reply, **outcome(lambda text: default_decode_ast_prompting(text, language), reply)}
        if language == "Python":
            line["texts"] = texts_of(default_decode_execute_prompting, reply)
        return line

    return row


def json_value(rng, depth=0):
    kind = rng.random()
    if kind < 0.35 or depth > 3:
        return rng.choice(["Paris", "", "it's", 'say "hi"', "é日🙂", "a;b", "a\nb", "[1]", "x" * 3, "</tool_call>", "\ud800", "\\", "2024-01-05", "None"])
    if kind < 0.55:
        return rng.choice([0, 1, -5, 1.5, 5.0, -0.0, 1e22, 1e-7, 2**53 + 1, 10**30, float("nan"), float("inf")])
    if kind < 0.65:
        return rng.choice([True, False, None])
    if kind < 0.8:
        return [json_value(rng, depth + 1) for _ in range(rng.choice([0, 1, 2, 3]))]
    return {rng.choice(["a", "b", "é", "", "it's", "1", "name", "$x", "__proto__"]): json_value(rng, depth + 1) for _ in range(rng.choice([0, 1, 2, 3]))}


def json_call(rng, given):
    entry = {"name": rng.choice(["f", "math.factorial", "a.b.c", "get weather", "é", "", "no_function", " f ", "f"]), given: {rng.choice(["a", "b", "city", "é", "n", "from"]): json_value(rng) for _ in range(rng.choice([0, 1, 1, 2, 3]))}}
    if rng.random() < 0.06:
        entry["name"] = rng.choice([None, 5, ["f"], {"a": 1}, True, 1.5])
    if rng.random() < 0.06:
        entry[given] = rng.choice([None, "text", [], [1], 5, '{"a": 1}', json.dumps(entry[given]), json_value(rng)])
    if rng.random() < 0.04:
        del entry[rng.choice(["name", given])]
    if rng.random() < 0.04:
        entry[rng.choice(["id", "type", "arguments", "parameters", "tool_calls"])] = json_value(rng)
    if rng.random() < 0.1:
        entry = dict(reversed(list(entry.items())))
    return rng.choice(["text", 1, None, [], [entry]]) if rng.random() < 0.02 else entry


def dumped(rng, value):
    return json.dumps(value, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, None, None, 2, 4]), separators=rng.choice([None, None, (",", ":")]))


def json_text(rng, given):
    calls = [json_call(rng, given) for _ in range(rng.choice([0, 1, 1, 1, 2, 3]))]
    shape = rng.random()
    if shape < 0.5:
        return dumped(rng, calls)
    if shape < 0.65:
        return rng.choice(["; ", ";", ", ", "\n", ";\n"]).join(dumped(rng, call) for call in calls)
    if shape < 0.75:
        return repr(calls)
    if shape < 0.8:
        return dumped(rng, {"tool_calls": rng.choice([calls, calls[0] if calls else None])})
    return dumped(rng, calls[0]) if calls else rng.choice(["", "[]", "{}", "null", "I cannot do that.", "5", '"f"', "NaN"])


def around(rng, text, marks):
    return rng.choice(marks).format(text) if rng.random() < 0.5 else text


def llama31_reply(rng):
    text = json_text(rng, "parameters")
    if rng.random() < 0.4:
        text = text.replace("true", "True").replace("false", "False").replace("null", "None")
    return around(rng, text, ["<|python_tag|>{}", "  {}", "\t{}\n", "\n{}", "{};", "```{}```", "<|python_tag|>{}<|eom_id|>", "Here: {}", "({})", "[{}]"])


def hammer_reply(rng):
    return around(rng, json_text(rng, "arguments"), ["```{}```", "```\n{}\n```", "```json\n{}\n```", " {} ", "{}.", "'{}'"])


def granite_reply(rng):
    calls = [rng.choice([dumped(rng, json_call(rng, "arguments")), json_text(rng, "arguments"), "text", " ", '{"name": "no_function", "arguments": {}}']) if rng.random() < 0.3 else dumped(rng, json_call(rng, "arguments")) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
    return rng.choice(["", "", "Sure. ", "\n", "\x1c"]) + "".join(rng.choice(["<function_call> ", "<function_call>", "\n<function_call>\n"]) + call for call in calls)


def tagged_reply(rng):
    parts = []
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        body = rng.choice([dumped, lambda r, v: repr(v)])(rng, json_call(rng, "arguments")) if rng.random() < 0.9 else json_text(rng, "arguments")
        parts.append(rng.choice(["<tool_call>\n{}\n</tool_call>", "<tool_call>\n{}\n</tool_call>", "<tool_call>{}</tool_call>", "<tool_call>\n{}\n", "{}\n</tool_call>", "<tool_call>\n\n{}\n\n</tool_call>", " <tool_call>\n{}\n</tool_call>", "<tool_call>\r\n{}\r\n</tool_call>", "<tool_call>\n<tool_call>\n{}\n</tool_call>"]).format(body))
    return rng.choice(["", "", "<think>\nhm\n</think>\n\n", "Sure.\n"]) + rng.choice(["\n", "\n", "", " "]).join(parts) + rng.choice(["", "", "\nDone."])


def list_result(rng, is_text):
    """What servers and handlers hand on instead of text."""
    made = []
    for _ in range(rng.choice([0, 1, 1, 2])):
        call = json_call(rng, "arguments")
        if not isinstance(call, dict) or not isinstance(call.get("name"), (str, int, type(None))):
            made.append(rng.choice(["text", {}, None, 5, []]))
            continue
        given = call.get("arguments")
        entry = {call.get("name"): dumped(rng, given) if is_text or rng.random() < 0.2 else given}
        if rng.random() < 0.05:
            entry["second"] = "{}"
        if rng.random() < 0.05:
            entry = {call.get("name"): mutate(rng, dumped(rng, given))}
        made.append({str(k): v for k, v in entry.items()})
    if rng.random() < 0.05:
        return rng.choice(["", "I cannot do that.", "[]", None, {}, {"f": "{}"}, {"f": {"a": 1}}, 5])
    return made


def mistral_reply(rng):
    reply = python_reply(rng)
    return reply.replace("_", "\\_") if rng.random() < 0.5 else reply


def fenced_reply(rng):
    return around(rng, python_reply(rng), ["```json\n{}\n```", "```python\n{}\n```", " ```json{}```", "```json```python{}```", "\n```python\n{}```\n"]) if rng.random() < 0.6 else python_reply(rng)


def handled(kind, handler, model, make):
    def row(rng):
        reader = object.__new__(handler)
        reader.model_name = model
        reader.is_fc_model = "FC" in model
        result = make(rng)
        if isinstance(result, str) and kind not in ("mistral", "fenced") and rng.random() < 0.4:
            result = mutate(rng, result)
        kept = json.loads(json.dumps(result))
        line = {"kind": kind, "reply": kept, **outcome(lambda given: reader.decode_ast(given), copy.deepcopy(kept))}
        line["texts"] = texts_of(reader.decode_execute, copy.deepcopy(kept))
        return line

    return row


KINDS = {
    "llama3.1": handled("llama3.1", LlamaHandler_3_1, "x-FC", llama31_reply),
    "hammer": handled("hammer", HammerHandler, "x", hammer_reply),
    "granite": handled("granite", GraniteFunctionCallingHandler, "x", granite_reply),
    "xlam": handled("xlam", SalesforceLlamaHandler, "x", hammer_reply),
    "hermes": handled("hermes", HermesHandler, "x", tagged_reply),
    "qwen": handled("qwen", QwenFCHandler, "x-FC", tagged_reply),
    "mistral": handled("mistral", MistralHandler, "x", mistral_reply),
    "fenced": handled("fenced", PhiHandler, "x", fenced_reply),
    "tool-calls": handled("tool-calls", OpenAICompletionsHandler, "x-FC", lambda rng: list_result(rng, True)),
    "mistral-list": handled("mistral-list", MistralFCHandler, "x", lambda rng: list_result(rng, False)),
    "call-list": handled("call-list", Granite3FCHandler, "x", lambda rng: list_result(rng, False)),
    "python": plain("python", "Python", python_reply),
    "java": plain("java", "Java", java_reply),
    "javascript": plain("javascript", "JavaScript", javascript_reply),
}


def rows(kind, count, rng, longest):
    made = 0
    while made < count:
        try:
            signal.setitimer(signal.ITIMER_REAL, 2)
            row = KINDS[kind](rng)
            signal.setitimer(signal.ITIMER_REAL, 0)
        except TooLong:
            continue
        line = json.dumps(row)
        if len(line) <= longest:
            made += 1
            yield line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=[*KINDS, "all"])
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=10**9, help="rows of more letters are left out")
    options = parser.parse_args()
    rng = Random(options.seed)
    lines = []
    for kind in KINDS if options.kind == "all" else [options.kind]:
        lines.extend(rows(kind, options.count * (3 if kind == "python" else 1), rng, options.longest))
    text = ("\n".join(lines) + "\n").encode()
    with open(options.out, "wb") as out:
        out.write(gzip.compress(text, mtime=0) if options.out.endswith(".gz") else text)


main()
