// Google's CSP Evaluator, asked about each policy of a JSON list: it prints its findings as JSON.
import evaluator from "csp_evaluator"
import parser from "csp_evaluator/dist/parser.js"

const policies = JSON.parse(Deno.args[0])
const found = policies.flatMap(policy => new evaluator.CspEvaluator(new parser.CspParser(policy).csp).evaluate())
console.log(JSON.stringify(found))
