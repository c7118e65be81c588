{{- define "pgo.labels" -}}
app.kubernetes.io/part-of: pgo
{{- end }}

{{- define "pgo.selector" -}}
app.kubernetes.io/name: pgo
app.kubernetes.io/component: control-plane
{{- end }}

{{- define "pgo.subject" -}}
- kind: ServiceAccount
  name: {{ .Values.serviceAccount.name }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{- define "pgo.catalogue" -}}
{{- if .Values.images.catalogue }}
{{- toYaml .Values.images.catalogue }}
{{- else }}
{{- $registry := .Values.images.registry }}
{{- $tag := .Values.images.tag | default .Chart.AppVersion }}
postgres:
{{- range .Values.postgresVersions }}
  "{{ . }}": { image: "{{ $registry }}/pgo-postgres:{{ . }}" }
{{- end }}
exporter: { image: "{{ $registry }}/pgo-exporter:{{ $tag }}" }
pooler: { image: "{{ $registry }}/pgo-pgbouncer:{{ $tag }}" }
{{- end }}
{{- end }}
