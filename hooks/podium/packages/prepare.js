// Writes to standard output, as base64, the standard library that `trim.py` makes in the Pyodide of a folder.
// The argument is the folder; standard input has {trim, modules}, the text of trim.py and those of modules of our own by
// their names. Nothing is asked of anybody.
const [folder] = Deno.args
const { loadPyodide } = await import(`file://${folder}/pyodide.mjs`)
const { trim, modules } = await new Response(Deno.stdin.readable).json()
const pyodide = await loadPyodide({ indexURL: folder, env: { PYTHONHASHSEED: "0" } })
pyodide.runPython(trim)
pyodide.globals.set("modules", pyodide.toPy(modules))
console.log(pyodide.runPython("import base64; base64.b64encode(trim(modules)).decode()"))
