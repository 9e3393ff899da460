#compdef checker
# Completion of checker for zsh: eval "$(checker completion zsh)", below compinit
_checker() {
    local line value
    local -a lines whole begun
    lines=("${(@f)$(${(Q)words[1]} completion zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    for line in "${(@)lines}"; do
        value=${line%%$'\t'*}
        if [[ $value == *= ]]; then
            begun+=("${value//:/\\:}:${line#*$'\t'}")
        elif [[ -n $value ]]; then
            whole+=("${value//:/\\:}:${line#*$'\t'}")
        fi
    done
    if (( ${#whole} + ${#begun} == 0 )); then
        compset -P '*='
        _files
        return
    fi
    _describe checker whole
    _describe checker begun -S ''
}
if [[ ${funcstack[1]} == _checker ]]; then
    _checker "$@"
else
    compdef _checker checker
fi
