/** The shells that have a completion script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
/** A shell that has a completion script. */
export type Shell = (typeof shells)[number];

const bash = `# Completion of pgo for bash. Load it with: source <(pgo completion bash)
_pgo_complete() {
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(pgo __complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _pgo_complete pgo
`;

const zsh = `#compdef pgo
# Completion of pgo for zsh. Load it with: source <(pgo completion zsh)
_pgo() {
  local -a found
  found=("\${(@f)$(pgo __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[*]}" ]]; then compadd -a found; else _files; fi
}
if [[ "\${funcstack[1]}" == "_pgo" ]]; then _pgo "$@"; else compdef _pgo pgo; fi
`;

const fish = `# Completion of pgo for fish. Load it with: pgo completion fish | source
function __pgo_complete
  set -l words (commandline -opc) (commandline -ct)
  pgo __complete -- $words[2..-1] 2>/dev/null
end
complete -c pgo -f -a '(__pgo_complete)'
`;

/** The text that a shell loads to complete pgo's verbs, flags and names. */
export const completionScript = (shell: Shell): string => ({ bash, zsh, fish })[shell];
