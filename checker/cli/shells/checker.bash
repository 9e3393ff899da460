# Completion of checker for bash: eval "$(checker completion bash)"
_checker() {
    local word line last glued="" words=()
    # bash parts words at "="; the command line is put together again.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ ${#words[@]} -gt 0 && ($word == "=" || -n $glued) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        if [[ $word == "=" ]]; then glued=1; else glued=""; fi
    done
    last=${words[${#words[@]} - 1]}
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        if [[ $COMP_WORDBREAKS == *=* && $last == *=* ]]; then
            line=${line#"${last%=*}="}
        fi
        COMPREPLY+=("$line")
    done < <("$1" completion bash -- "${words[@]}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _checker checker
