. /tmp/nu2/w/env3.sh
bad=0; for i in $(seq 200); do dw verify --lake ref1 > fl3.o 2>&1; rc=$?; [ $rc = 0 ] || { bad=$((bad+1)); echo "$i rc=$rc $(tr '\n' ' ' < fl3.o | tail -c 160)"; }; done; echo "verify: $bad of 200"
