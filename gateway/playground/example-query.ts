/** What the playground opens with. */
export const EXAMPLE_QUERY = `# 1. Get a token:  npm run --silent token -- --administration JP
# 2. Put it into the headers tab below:  { "Authorization": "Bearer …", "Purpose-Of-Use": "IMPORT_CLEARANCE" }
query FirstQuestion {
  recognitions(questions: [{ tin: "KR7628191710", role: EXPORTER }]) {
    tin
    problem
    decision {
      outcome
      reasons
      basis
      nextStep
      benefits { code title }
      arrangement { id version }
      consultationNumber
      receipt
    }
  }
}
`;
