// Writes to standard output, as base64, the standard library that `trim.py` makes in the Pyodide of a folder.
// The argument is the folder; the text of trim.py comes on standard input. Nothing is asked of anybody.
const [folder] = Deno.args
const { loadPyodide } = await import(`file://${folder}/pyodide.mjs`)
const program = await new Response(Deno.stdin.readable).text()
const pyodide = await loadPyodide({ indexURL: folder, env: { PYTHONHASHSEED: "0" } })
pyodide.runPython(program)
console.log(pyodide.runPython("import base64; base64.b64encode(trim()).decode()"))
