// Draws a graph in Graphviz' language, from standard input, as SVG; writes what came of it as JSON.
// The first argument is the address of the library. Nothing else is read, and nothing is asked of anybody.
const { instance } = await import(Deno.args[0])
const source = await new Response(Deno.stdin.readable).text()
const font = { fontname: "Helvetica" }
const drawn = (await instance()).render(source, {
  format: "svg",
  graphAttributes: { ...font, bgcolor: "transparent", pad: "0.1" },
  nodeAttributes: { ...font, shape: "box", style: "rounded", margin: "0.18,0.1" },
  edgeAttributes: { ...font, arrowsize: "0.8" },
})
console.log(JSON.stringify(drawn))
