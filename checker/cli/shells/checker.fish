# Completion of checker for fish: checker completion fish > ~/.config/fish/completions/checker.fish
function __checker_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l found ($words[1] completion fish -- $words[2..-1] "$word" 2>/dev/null)
    if set -q found[1]
        string join \n -- $found
        return
    end
    # Where nothing is known a file may stand, also behind the last "=".
    set -l path (string replace -r '^.*=' '' -- "$word")
    set -l before (string replace -r '[^=]*$' '' -- "$word")
    for file in (__fish_complete_path "$path")
        echo "$before$file"
    end
end
complete -c checker -f -a '(__checker_complete)'
