"""The tenant context is set in exactly one function; all other code and every query can only read it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SETTINGS = ("app.tenant_id", "app.role_view")
# Migrations are not in the list: their policies, defaults and functions read the context.
QUERIES = sorted((ROOT / "sql/queries").rglob("*.sql"))
SOURCES = sorted(
    path
    for folder in ("handlers", "generated", "codegen", "conformance")
    for path in (ROOT / folder).rglob("*.py")
    if not {"sdk", "tests", "node_modules"} & set(path.relative_to(ROOT).parts)
)


def functions_that_name_a_setting(path: Path) -> set[str]:
    """The innermost functions, or the module, with a string literal that contains one of the settings."""
    functions = set[str]()

    def visit(node: ast.AST, function: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            function = node.name
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            functions.update(function for setting in SETTINGS if setting in node.value)
        for child in ast.iter_child_nodes(node):
            visit(child, function)

    visit(ast.parse(path.read_text()), "the module itself")
    return functions


def test_one_function_sets_the_tenant_context() -> None:
    locations = {
        f"{path.relative_to(ROOT)}: {function}" for path in SOURCES for function in functions_that_name_a_setting(path)
    }
    assert locations == {"handlers/runtime/db.py: transaction"}


def test_no_query_sets_the_tenant_context() -> None:
    assert QUERIES
    texts = {path.name: path.read_text().lower() for path in QUERIES}
    assert [name for name, text in texts.items() if "set_config" in text or "set local" in text] == []
    assert [name for name, text in texts.items() if any(f"set {setting}" in text for setting in SETTINGS)] == []
